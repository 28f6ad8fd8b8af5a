/**
 * How weights change: AdamW, the schedule of its learning rate, and the moving average of what it
 * makes. Knows no task; {@code train} and all that stands on it may depend on this package.
 */
package org.text2layer.train.optimizer;
