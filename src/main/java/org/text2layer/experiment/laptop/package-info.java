/**
 * The paper's two trainings at the size of a laptop: eight objects over six kinds of scenes, 64
 * pixels, from scratch and without a GPU. Shows that the whole way works, and how good that gets;
 * it is no substitute for the real scale. The package depends on {@code image}, {@code nn}, {@code
 * model}, {@code pipeline}, {@code data}, {@code train}, {@code metrics} and the front door. Only
 * {@code experiment.method}, {@code experiment.plan} and {@code experiment.layers} may depend on
 * it.
 */
package org.text2layer.experiment.laptop;
