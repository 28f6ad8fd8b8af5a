/**
 * What needs no trained network: a classical inpainter and a classical salient object detector, by
 * OpenCV, whose presets no other package sees. The package depends on {@code image}, {@code model},
 * {@code model.inpainting} and bytedeco's presets. Only {@code experiment.cell} and {@code
 * experiment.method} may depend on it.
 */
package org.text2layer.model.opencv;
