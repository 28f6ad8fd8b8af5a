/**
 * The solvers of the reverse process: DDIM, DDPM, DPM-Solver++ and Euler, each a {@link
 * org.text2layer.diffusion.Sampler Sampler} on a {@link
 * org.text2layer.diffusion.sampler.SamplingPlan SamplingPlan}, which holds what all of them have to
 * know. All are immutable and pure; nothing in {@code diffusion} knows which there are. The package
 * depends on {@code diffusion} and DJL's arrays. Only the front door, {@code experiment.method} and
 * {@code train.diffusion} may depend on it.
 */
package org.text2layer.diffusion.sampler;
