/**
 * Training in general: the loop over steps, the optimizer, averaged weights, checkpoints, the log.
 * What is learned comes as a {@link org.text2layer.train.TrainingTask}, from what comes as {@link
 * org.text2layer.train.TrainingData}; a {@link org.text2layer.train.TrainingRun} in a folder can be
 * interrupted or killed at any step and goes on as if it had not been. {@code experiment} and
 * {@code notebook} may depend on this package; it depends on {@code data}, {@code diffusion} and
 * what they see.
 */
package org.text2layer.train;
