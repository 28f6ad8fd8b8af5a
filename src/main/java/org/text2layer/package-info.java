/**
 * The front door: {@link org.text2layer.Text2Layer} loads a model and turns captions into layered
 * pictures, {@link org.text2layer.StableDiffusion} into plain ones. A request says what to
 * generate, a listener follows it, a folder holds a model. It may depend on {@code model} and
 * {@code diffusion} and what these see; only {@code notebook} may depend on it.
 */
package org.text2layer;
