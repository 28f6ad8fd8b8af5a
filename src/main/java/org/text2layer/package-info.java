/**
 * The front door: {@link org.text2layer.Text2Layer} loads a model and turns captions into layered
 * pictures, {@link org.text2layer.StableDiffusion} into plain ones. A request says what to
 * generate, a listener follows it, a folder holds a model. The package depends on {@code image},
 * {@code nn}, {@code model}, {@code diffusion} and {@code pipeline}. Only {@code experiment} and
 * {@code notebook} may depend on it.
 */
package org.text2layer;
