/**
 * The networks: the composition-aware autoencoder and the plain one, the UNet, the text encoder,
 * the classifier and the salient object detector, each with the reference's structure and tensor
 * names, and the weights that ship with the jar. Networks work on arrays in [-1, 1]; detectors and
 * conversions show plain pictures in [0, 1] outside. The package depends on {@code image} and
 * {@code nn}. Only {@code model.clip}, {@code model.cost}, {@code model.opencv}, {@code pipeline},
 * {@code data}, {@code synth}, {@code train}, {@code metrics}, the front door and {@code
 * experiment} may depend on it.
 */
package org.text2layer.model;
