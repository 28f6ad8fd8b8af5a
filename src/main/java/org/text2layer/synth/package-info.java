/**
 * From a captioned picture to a layered sample (paper, III-B): the recipe that joins a salient
 * object detector and an inpainter. How far its layers are from known ones is measured by {@code
 * experiment.truth}. Only {@code experiment} and {@code notebook} may depend on this package; it
 * depends on {@code data} and {@code diffusion} and what they see.
 */
package org.text2layer.synth;
