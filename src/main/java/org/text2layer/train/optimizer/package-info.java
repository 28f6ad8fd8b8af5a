/**
 * How weights change: AdamW, the schedule of its learning rate, and the moving average of what it
 * makes. It knows no task and depends on {@code nn} alone. {@code train} and all that stands on it
 * may depend on this package.
 */
package org.text2layer.train.optimizer;
