/**
 * What invents the background behind something: the smooth inpainter, networks from users' files
 * (LaMa, MI-GAN), and what every inpainter keeps to. The package depends on {@code image}, {@code
 * nn.program} and {@code nn.weights}. Only {@code model.opencv}, {@code model.repository}, {@code
 * synth}, the front door and {@code experiment} may depend on it.
 */
package org.text2layer.model.inpainting;
