/**
 * What a user asks of a network, whatever is inside: text encoders, salient object detectors,
 * scorers of captions, features of pictures, and the networks whose weights ship with the jar.
 * Networks work on arrays in [-1, 1]; detectors and conversions show plain pictures in [0, 1]
 * outside. The package depends on {@code image}, {@code nn}, {@code model.autoencoder}, {@code
 * model.classifier} and {@code model.unet}. Only {@code model.clip}, {@code model.opencv}, {@code
 * model.repository}, {@code pipeline}, {@code data}, {@code synth}, {@code train}, {@code metrics},
 * the front door and {@code experiment} may depend on it.
 */
package org.text2layer.model;
