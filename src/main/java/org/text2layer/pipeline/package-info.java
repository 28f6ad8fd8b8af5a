/**
 * Where a text-to-picture model lives: {@link org.text2layer.pipeline.LatentDiffusion} joins text
 * encoder, denoiser with its {@link org.text2layer.pipeline.SchedulerConfiguration schedule} and
 * {@link org.text2layer.pipeline.LatentSpace}, and samples; {@link
 * org.text2layer.pipeline.PipelineFolder} keeps one as files. The package depends on {@code image},
 * {@code nn}, {@code model}, {@code diffusion} and {@code pipeline.checkpoint}. Only {@code train},
 * the front door and {@code experiment} may depend on it.
 */
package org.text2layer.pipeline;
