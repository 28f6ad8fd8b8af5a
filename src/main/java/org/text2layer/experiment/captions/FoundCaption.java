package org.text2layer.experiment.captions;

/**
 * A caption, and how well a model draws it.
 *
 * @param caption with the scene that it was measured over
 * @param category of its object, as "food"
 * @param score the caption score's mean over the seeds, in [-1, 1]
 * @param trueScore of the true layers: what a faultless picture gets
 * @param rank of its own caption among those of all objects over this scene, from 1: the worst of
 *     the seeds
 * @param maskArea the mask's mean over the seeds, in [0, 1]; near 0 the layers are empty
 */
public record FoundCaption(
    String caption, String category, double score, double trueScore, int rank, double maskArea) {}
