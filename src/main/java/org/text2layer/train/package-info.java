/**
 * What a training is: a {@link org.text2layer.train.TrainingTask} that turns a batch into
 * gradients, the {@link org.text2layer.train.TrainingData} it learns from, and the {@link
 * org.text2layer.train.TrainingConfiguration}. {@code train.run} does it in a folder, {@code
 * train.optimizer} changes the weights. The package depends on {@code image}, {@code nn} and {@code
 * train.optimizer}. Only {@code experiment}, {@code notebook.train} and its own sub-packages may
 * depend on it.
 */
package org.text2layer.train;
