package org.text2layer.nn.shape;

import ai.djl.ndarray.types.Shape;

/**
 * What one call of a block costs.
 *
 * @param name as in the network's weights
 * @param output shape of its result
 * @param parameters numbers that its weights hold, running statistics included
 * @param trainable those of them that are learned
 * @param weightBytes the parameters in the run's precision
 * @param flops floating-point operations forward: a multiply-add is 2; of convolutions, linear
 *     layers and attention alone, as PyTorch's FlopCounterMode counts
 * @param backwardFlops the same for the gradients
 * @param keptBytes that this call adds to what is kept for the backward pass, its output included
 * @param largestStepBytes the most that one of its operators reads and writes
 */
public record BlockCall(
    String name,
    Shape output,
    long parameters,
    long trainable,
    long weightBytes,
    long flops,
    long backwardFlops,
    long keptBytes,
    long largestStepBytes) {}
