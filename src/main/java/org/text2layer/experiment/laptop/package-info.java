/**
 * The paper's two trainings at the size of a laptop: eight objects over six kinds of scenes, 64
 * pixels, from scratch and without a GPU. Shows that the whole way works, and how good that gets;
 * it is no substitute for the real scale. The package depends on the front door, {@code data},
 * {@code image}, {@code metrics.clip}, {@code model}, {@code nn} and {@code train}. Only {@code
 * experiment.method} and {@code experiment.plan} may depend on it.
 */
package org.text2layer.experiment.laptop;
