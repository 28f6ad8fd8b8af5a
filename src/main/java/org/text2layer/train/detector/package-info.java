/**
 * What a training of the salient object detector learns: a soft mask of what a picture shows in
 * front, from pictures whose masks are known, as a task for a {@link
 * org.text2layer.train.run.TrainingRun}. The package depends on {@code image}, {@code nn}, {@code
 * model}, {@code train.optimizer} and {@code train}. Only {@code experiment} may depend on it.
 */
package org.text2layer.train.detector;
