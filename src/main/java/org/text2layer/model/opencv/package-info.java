/**
 * What needs no trained network: a classical inpainter and a classical salient object detector, by
 * OpenCV. The only package that sees bytedeco's presets; it depends on {@code model}'s interfaces
 * and {@code image} only.
 */
package org.text2layer.model.opencv;
