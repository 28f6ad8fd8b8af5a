/**
 * Where a text-to-picture model lives: {@link org.text2layer.pipeline.LatentDiffusion} joins text
 * encoder, denoiser with its {@link org.text2layer.pipeline.SchedulerConfiguration schedule} and
 * {@link org.text2layer.pipeline.LatentSpace}, and samples; {@link
 * org.text2layer.pipeline.PipelineFolder} keeps one as files. It may depend on {@code model},
 * {@code diffusion} and what these see. The front door, {@code train}, {@code experiment} and
 * {@code notebook} may depend on it.
 */
package org.text2layer.pipeline;
