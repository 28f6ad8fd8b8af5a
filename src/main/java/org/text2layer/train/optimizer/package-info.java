/**
 * How weights change: AdamW, the schedule of its learning rate, and the moving average of what it
 * makes. It knows no task and depends on {@code nn} alone. {@code train} and all that stands on it
 * may depend on this package. The package depends on {@code nn}. Only {@code train}, {@code
 * train.autoencoder}, {@code train.diffusion}, {@code train.run} and {@code experiment} may depend
 * on it.
 */
package org.text2layer.train.optimizer;
