/**
 * From a captioned picture to a layered sample (paper, III-B): the recipe that joins a salient
 * object detector and an inpainter, alone ({@link org.text2layer.synth.LayerSynthesizer}) and as
 * the recipe of a build ({@link org.text2layer.synth.LayerRecipe}). How far its layers are from
 * known ones is measured by {@code experiment.truth}. The package depends on {@code data}, {@code
 * image}, {@code model}, {@code nn} and {@code synth.quality}. Only {@code experiment.method},
 * {@code experiment.truth} and {@code notebook.data} may depend on it.
 */
package org.text2layer.synth;
