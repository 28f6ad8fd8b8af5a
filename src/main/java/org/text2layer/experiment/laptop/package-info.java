/**
 * The paper's two trainings at the size of a laptop: eight objects over six kinds of scenes, 64
 * pixels, from scratch and without a GPU. Shows that the whole way works, and how good that gets;
 * it is no substitute for the real scale. Only {@code notebook} may see it.
 */
package org.text2layer.experiment.laptop;
