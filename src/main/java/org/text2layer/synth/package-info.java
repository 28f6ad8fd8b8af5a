/**
 * From a captioned picture to a layered sample (paper, III-B): the recipe that joins a salient
 * object detector and an inpainter. How far its layers are from known ones is measured by {@code
 * experiment.truth}. The package depends on {@code data}, {@code image} and {@code model}. Only
 * {@code experiment.method}, {@code experiment.truth} and its own sub-packages may depend on it.
 */
package org.text2layer.synth;
