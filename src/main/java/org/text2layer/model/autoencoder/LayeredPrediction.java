package org.text2layer.model.autoencoder;

import ai.djl.ndarray.NDArray;

/**
 * What CaT2I-AE's heads give for a batch, raw: about [-1, 1], not clamped.
 *
 * @param foreground (batch, 3, height, width)
 * @param background (batch, 3, height, width)
 * @param mask (batch, 1, height, width): 2m - 1
 * @param composite (batch, 3, height, width): the auxiliary prediction of the whole picture
 */
public record LayeredPrediction(
    NDArray foreground, NDArray background, NDArray mask, NDArray composite) {}
