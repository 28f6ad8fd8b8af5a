/**
 * What a training is: a {@link org.text2layer.train.TrainingTask} that turns a batch into
 * gradients, the {@link org.text2layer.train.TrainingData} it learns from, and the {@link
 * org.text2layer.train.TrainingConfiguration}. {@code train.run} does it in a folder, {@code
 * train.optimizer} changes the weights. {@code experiment} and {@code notebook} may depend on these
 * packages; they depend on {@code data}, {@code diffusion} and what they see.
 */
package org.text2layer.train;
