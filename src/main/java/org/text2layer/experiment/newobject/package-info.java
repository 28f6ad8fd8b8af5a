/**
 * Teaches the embedded model a new object from some twenty cut-outs of a user's, and measures
 * whether it is there then and the old ones still are. It changes the diffusion model only: the
 * autoencoder has to hold the object already. Only {@code notebook} may depend on this package; it
 * depends on {@code train}, {@code metrics}, {@code data}, the root and what they see.
 */
package org.text2layer.experiment.newobject;
