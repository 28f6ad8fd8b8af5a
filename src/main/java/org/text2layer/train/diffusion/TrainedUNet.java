package org.text2layer.train.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.util.Optional;
import org.text2layer.diffusion.Denoiser;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.weights.Weights;
import org.text2layer.train.ParameterGroup;
import org.text2layer.train.optimizer.AdamWConfiguration;

/**
 * A UNet while it is trained, with or without adapters.
 *
 * @param unet the network
 * @param tuning which weights learn
 * @param adapters of low-rank tuning
 * @param frozen checksum of the weights that tuning starts from, where some of them stay
 * @param optimizer how they learn
 * @param manager owns the parameters
 */
record TrainedUNet(
    UNet unet,
    FineTuning tuning,
    Optional<LowRankAdapters> adapters,
    Optional<String> frozen,
    AdamWConfiguration optimizer,
    NDManager manager)
    implements Denoiser {
  static TrainedUNet of(
      UNet unet, FineTuning tuning, AdamWConfiguration optimizer, NDManager manager) {
    unet.setTrainable(false);
    return new TrainedUNet(
        unet,
        tuning,
        tuning.kind() == FineTuning.Kind.LOW_RANK
            ? Optional.of(LowRankAdapters.fresh(unet, tuning, manager, 0))
            : Optional.empty(),
        tuning.kind() == FineTuning.Kind.FULL
            ? Optional.empty()
            : Optional.of(Weights.checksum(unet)),
        optimizer,
        manager);
  }

  TrainedUNet tuned(FineTuning other) {
    return of(unet, other, optimizer, manager);
  }

  ParameterGroup group() {
    return adapters
        .map(block -> ParameterGroup.of(DiffusionTask.ADAPTERS, block, optimizer))
        .orElseGet(
            () ->
                ParameterGroup.of(DiffusionTask.GROUP, unet, optimizer)
                    .onlyTraining(tuning::trains));
  }

  @Override
  public NDArray predict(NDArray latents, NDArray timesteps, NDArray context) {
    return forward(latents.getManager(), latents, timesteps, context, false);
  }

  NDArray forward(
      NDManager scope, NDArray latents, NDArray timesteps, NDArray context, boolean training) {
    ParameterStore store =
        adapters
            .map(block -> block.store(unet, scope))
            .orElseGet(() -> new ParameterStore(scope, false));
    return unet.forward(store, new NDList(latents, timesteps, context), training)
        .singletonOrThrow();
  }
}
