/**
 * What a training of an autoencoder learns: CaT2I-AE on layered samples, and the plain autoencoder
 * of Stable Diffusion on pictures, as tasks for a {@link org.text2layer.train.run.TrainingRun}. The
 * package depends on {@code image}, {@code nn}, {@code model}, {@code diffusion}, {@code data},
 * {@code train.loss}, {@code train.optimizer} and {@code train}. Only {@code experiment} may depend
 * on it.
 */
package org.text2layer.train.autoencoder;
