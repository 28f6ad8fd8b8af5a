/**
 * The paper's method and its baselines as configurations: what a diffusion model works on, how it
 * begins, which layers it learns from; their training, and their pictures as files. They are no
 * trainings of their own: {@code train} trains, with any sizes. Only {@code experiment} and {@code
 * notebook} may see it.
 */
package org.text2layer.experiment.method;
