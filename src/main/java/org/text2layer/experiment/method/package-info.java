/**
 * The paper's method and its baselines as configurations: what a diffusion model works on, how it
 * begins, which layers it learns from; their training, and their pictures as files. They are no
 * trainings of their own: {@code train} trains, with any sizes. The package depends on {@code
 * image}, {@code nn}, {@code folder}, {@code model}, {@code diffusion}, {@code pipeline}, {@code
 * data}, {@code synth}, {@code train} and {@code experiment.laptop}. Only {@code experiment.cell},
 * {@code experiment.plan}, {@code experiment.layers} and {@code experiment.table} may depend on it.
 */
package org.text2layer.experiment.method;
