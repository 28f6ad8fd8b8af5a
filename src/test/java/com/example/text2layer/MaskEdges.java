package com.example.text2layer;

import ai.djl.ndarray.NDArray;
import org.text2layer.train.loss.LossTerm;
import org.text2layer.train.loss.Reconstruction;

/** docs/change-one-thing.md shows this class; {@link OwnLossTermTest} trains with it. */
final class MaskEdges implements LossTerm {
  @Override
  public NDArray apply(Reconstruction made) {
    NDArray error = made.prediction("mask").sub(made.target("mask"));
    NDArray across = error.get(":, :, :, 1:").sub(error.get(":, :, :, :-1"));
    NDArray down = error.get(":, :, 1:, :").sub(error.get(":, :, :-1, :"));
    return across.square().mean().add(down.square().mean()).mul(made.constant(0.25));
  }
}
