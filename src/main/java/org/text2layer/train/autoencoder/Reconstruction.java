package org.text2layer.train.autoencoder;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;

/**
 * What an autoencoder made of a batch.
 *
 * @param predictions (kinds x batch, 3, height, width), recorded: F, B and I one after the other,
 *     or plain pictures
 * @param targets of the same shape
 * @param divergence of the latents, a number
 * @param mask the terms of the mask's loss, if there is a mask
 * @param lastLayers weights of the convolutions that give the predictions
 */
record Reconstruction(
    NDArray predictions,
    NDArray targets,
    NDArray divergence,
    Optional<NDArray> mask,
    List<NDArray> lastLayers) {}
