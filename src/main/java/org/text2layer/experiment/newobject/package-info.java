/**
 * Teaches the embedded model a new object from some twenty cut-outs of a user's, and measures
 * whether it is there then and the old ones still are. It changes the diffusion model only: the
 * autoencoder has to hold the object already. The package depends on the front door, {@code data},
 * {@code image}, {@code metrics.clip}, {@code metrics.features}, {@code model}, {@code nn} and
 * {@code train}. Nothing may depend on it.
 */
package org.text2layer.experiment.newobject;
