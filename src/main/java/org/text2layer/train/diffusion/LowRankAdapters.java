package org.text2layer.train.diffusion;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.text2layer.model.unet.UNet;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.weights.FreshWeights;

/**
 * LoRA (Hu et al. 2022) on a UNet's attention: each projection W (to_q, to_k, to_v, to_out) counts
 * as W + alpha / rank · B A, with A drawn and B = 0 at first, and only A and B learn. Parameters
 * are named as PEFT names them, "….to_q.lora_A.weight". The UNet itself is not changed until {@link
 * #mergeInto}.
 */
public final class LowRankAdapters extends NamedBlock {
  private static final String WEIGHT = "weight";
  private static final String DOWN = "lora_A.weight";
  private static final String UP = "lora_B.weight";

  private final double scale;

  /** One change: A (rank, inputs) and B (outputs, rank). */
  private record Change(Parameter down, Parameter up) {}

  private final Map<String, Change> changes = new LinkedHashMap<>();

  private LowRankAdapters(UNet unet, FineTuning tuning) {
    scale = tuning.alpha() / tuning.rank();
    unet.namedParameters()
        .forEach(
            (name, parameter) -> {
              Shape shape = parameter.getShape();
              if (FineTuning.isAttention(name) && name.endsWith(WEIGHT) && shape.dimension() == 2) {
                changes.put(name, change(name, shape, tuning.rank()));
              }
            });
  }

  private Change change(String name, Shape shape, int rank) {
    String stem = name.substring(0, name.length() - WEIGHT.length());
    Parameter down = parameter(stem + DOWN, Parameter.Type.WEIGHT, rank, shape.get(1));
    // Of no type that is drawn: it begins with 0.
    Parameter up = parameter(stem + UP, Parameter.Type.OTHER, shape.get(0), rank);
    return new Change(addParameter(down), addParameter(up));
  }

  private static Parameter parameter(String name, Parameter.Type type, long... shape) {
    return Parameter.builder().setName(name).setType(type).optShape(new Shape(shape)).build();
  }

  /** Adapters of a UNet, without values: to load some into. */
  public static LowRankAdapters of(UNet unet, FineTuning tuning) {
    return new LowRankAdapters(unet, tuning);
  }

  /** New ones, which change nothing yet. */
  static LowRankAdapters fresh(UNet unet, FineTuning tuning, NDManager manager, long seed) {
    LowRankAdapters adapters = new LowRankAdapters(unet, tuning);
    FreshWeights.draw(adapters, manager, seed);
    return adapters;
  }

  /** Gives a UNet its changed parameters; for one forward pass, whose manager owns them. */
  ParameterStore store(UNet unet, NDManager scope) {
    Map<String, Change> byId = new HashMap<>();
    unet.namedParameters()
        .forEach(
            (name, parameter) -> {
              if (changes.containsKey(name)) {
                byId.put(parameter.getId(), changes.get(name));
              }
            });
    return new ParameterStore(scope, false) {
      @Override
      public NDArray getValue(Parameter parameter, Device device, boolean training) {
        NDArray value = super.getValue(parameter, device, training);
        Change change = byId.get(parameter.getId());
        return change == null ? value : added(value, change, scope);
      }
    };
  }

  /** W + alpha / rank · B A. What an operation makes belongs to its operand's manager: moved. */
  private NDArray added(NDArray weight, Change change, NDManager scope) {
    NDArray product = change.up().getArray().matMul(change.down().getArray());
    product.attach(scope);
    // An array that stays, not a Java number: DJL frees a number's memory before gradients read it.
    return product.mul(scope.create((float) scale)).add(weight);
  }

  /** Adds the changes to a UNet's own weights: from then on it needs no adapters. */
  public void mergeInto(UNet unet) {
    Map<String, Parameter> parameters = unet.namedParameters();
    changes.forEach(
        (name, change) -> {
          NDArray weight = parameters.get(name).getArray();
          try (NDManager scope = weight.getManager().newSubManager()) {
            added(weight, change, scope).copyTo(weight);
          }
        });
  }

  /** Adapters are no network of their own. */
  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    throw new UnsupportedOperationException("Adapters change a UNet and compute nothing alone.");
  }
}
