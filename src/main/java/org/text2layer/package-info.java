/**
 * The front door: {@link org.text2layer.Text2Layer} loads a model and turns captions into layered
 * pictures, {@link org.text2layer.StableDiffusion} into plain ones. A request says what to
 * generate, a listener follows it, a folder holds a model. The package depends on {@code
 * diffusion}, {@code image}, {@code model} and {@code nn}. Only {@code experiment.laptop}, {@code
 * experiment.newobject} and {@code notebook} may depend on it.
 */
package org.text2layer;
