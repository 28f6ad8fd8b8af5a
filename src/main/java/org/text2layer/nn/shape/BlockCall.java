package org.text2layer.nn.shape;

import ai.djl.ndarray.types.Shape;

/**
 * What one call of a block costs.
 *
 * @param block the block, by identity
 * @param output shape of its result
 * @param weightBytes its parameters, in the run's precision
 * @param flops floating-point operations forward
 * @param backwardFlops of the gradients
 * @param keptBytes that this call adds to what is kept for the backward pass, its output included
 * @param largestStepBytes the most that one of its operators reads and writes
 */
public record BlockCall(
    Object block,
    Shape output,
    long weightBytes,
    long flops,
    long backwardFlops,
    long keptBytes,
    long largestStepBytes) {}
