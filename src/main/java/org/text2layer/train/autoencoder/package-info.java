/**
 * What a training of an autoencoder learns: CaT2I-AE on layered samples, and the plain autoencoder
 * of Stable Diffusion on pictures, as tasks for a {@link org.text2layer.train.run.TrainingRun}. It
 * depends on {@code train}, {@code train.loss}, {@code train.optimizer} and what they see. {@code
 * experiment} and {@code notebook} may depend on it.
 */
package org.text2layer.train.autoencoder;
