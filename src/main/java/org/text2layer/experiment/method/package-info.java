/**
 * The paper's method and its baselines as configurations: what a diffusion model works on, how it
 * begins, which layers it learns from; their training, and their pictures as files. They are no
 * trainings of their own: {@code train} trains, with any sizes. The package depends on {@code
 * data}, {@code diffusion}, {@code experiment.laptop}, {@code image}, {@code model}, {@code nn},
 * {@code synth} and {@code train}. Only {@code experiment} may depend on it.
 */
package org.text2layer.experiment.method;
