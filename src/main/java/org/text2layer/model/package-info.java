/**
 * The networks: the composition-aware autoencoder and the plain one, the UNet, the text encoder,
 * the classifier and the salient object detector, each with the reference's structure and tensor
 * names, and the weights that ship with the jar. Networks work on arrays in [-1, 1]; detectors and
 * conversions show plain pictures in [0, 1] outside. {@code data}, and all that stands on it, and
 * the front door may depend on this package; it depends on {@code nn} and {@code image} only.
 */
package org.text2layer.model;
