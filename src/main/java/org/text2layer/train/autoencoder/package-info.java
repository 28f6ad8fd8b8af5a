/**
 * What a training of an autoencoder learns: CaT2I-AE on layered samples, and the plain autoencoder
 * of Stable Diffusion on pictures, as tasks for a {@link org.text2layer.train.run.TrainingRun}.
 */
package org.text2layer.train.autoencoder;
