/**
 * The solvers of the reverse process: DDIM, DDPM, DPM-Solver++, Euler and Heun, each a {@link
 * org.text2layer.diffusion.Sampler Sampler} on a {@link
 * org.text2layer.diffusion.sampler.SamplingPlan SamplingPlan}, which holds what all of them have to
 * know. All are immutable and pure; nothing in {@code diffusion} knows which there are. The package
 * depends on {@code diffusion}. Only {@code pipeline} may depend on it.
 */
package org.text2layer.diffusion.sampler;
