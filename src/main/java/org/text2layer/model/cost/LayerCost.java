package org.text2layer.model.cost;

import ai.djl.ndarray.types.Shape;

/**
 * One block of a network, under one workload.
 *
 * @param name as in the network's weights
 * @param output shape of its result
 * @param parameters numbers that its weights hold, running statistics included
 * @param trainable those of them that are learned
 * @param weightBytes the parameters in the workload's precision
 * @param flops floating-point operations forward: a multiply-add is 2; of convolutions, linear
 *     layers and attention alone, as PyTorch's FlopCounterMode counts
 * @param backwardFlops the same for the gradients
 * @param keptBytes activations that it adds to those kept for the backward pass
 * @param largestStepBytes the most that one of its operators reads and writes
 */
public record LayerCost(
    String name,
    Shape output,
    long parameters,
    long trainable,
    long weightBytes,
    long flops,
    long backwardFlops,
    long keptBytes,
    long largestStepBytes) {}
