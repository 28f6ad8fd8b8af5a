/**
 * Teaches the embedded model a new object from some twenty cut-outs of a user's, and measures
 * whether it is there then and the old ones still are. It changes the diffusion model only: the
 * autoencoder has to hold the object already. The package depends on {@code image}, {@code nn},
 * {@code model}, {@code pipeline}, {@code data}, {@code train}, {@code metrics} and the front door.
 * Only {@code experiment.layers} may depend on it.
 */
package org.text2layer.experiment.newobject;
