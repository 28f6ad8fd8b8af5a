/**
 * The solvers of the reverse process: DDIM, DDPM, DPM-Solver++, Euler and Heun, each a {@link
 * org.text2layer.diffusion.Sampler Sampler} on a {@link
 * org.text2layer.diffusion.sampler.SamplingPlan SamplingPlan}, which holds what all of them have to
 * know. All are immutable and pure; nothing in {@code org.text2layer.diffusion} knows which there
 * are.
 */
package org.text2layer.diffusion.sampler;
