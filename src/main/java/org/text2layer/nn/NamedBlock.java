package org.text2layer.nn;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.shape.DryRun;

/**
 * A DJL block whose parameters have fixed shapes and the reference implementation's dotted names,
 * so that its weights load from published safetensors.
 */
public abstract class NamedBlock extends AbstractBlock {
  private final List<Map.Entry<String, NamedBlock>> named = new ArrayList<>();

  /** A block without children; subclasses add them. */
  protected NamedBlock() {
    super((byte) 1);
  }

  /**
   * Adds a child whose parameters are named {@code prefix + "." + name}; with an empty prefix they
   * keep their own names.
   */
  protected final <B extends NamedBlock> B add(String prefix, B child) {
    named.add(Map.entry(prefix, child));
    return addChildBlock(prefix, child);
  }

  /** All parameters by the reference's names, in the order of construction. */
  public final Map<String, Parameter> namedParameters() {
    Map<String, Parameter> all = new LinkedHashMap<>(parameters);
    for (Map.Entry<String, NamedBlock> child : named) {
      String prefix = child.getKey().isEmpty() ? "" : child.getKey() + ".";
      child.getValue().namedParameters().forEach((name, value) -> all.put(prefix + name, value));
    }
    return all;
  }

  /**
   * Lets gradients reach the parameters, or holds them: not the running statistics of batch norms,
   * which only follow the batches.
   */
  public final void setTrainable(boolean trainable) {
    for (Parameter parameter : namedParameters().values()) {
      parameter.freeze(!trainable || !DryRun.isLearned(parameter));
    }
  }

  /** The parameters of norms are few, and their operators take 32 bits beside any input. */
  public static boolean isMultiplied(Parameter parameter) {
    return parameter.getType() == Parameter.Type.WEIGHT
        || parameter.getType() == Parameter.Type.BIAS;
  }

  /**
   * How a network with 32-bit weights computes while it is trained. In bfloat16, weights and
   * activations are cast on the way, norms and attention stay in 32 bits, and gradients come back
   * in 32 bits (mixed precision, Micikevicius et al. 2018; bfloat16 needs no scaling of the loss).
   * Inference is not changed.
   *
   * @param owner owns the native functions; as long-lived as the training
   * @throws IllegalStateException if the weights themselves are not in 32 bits
   */
  public final void trainIn(Precision precision, NDManager owner) {
    trainOwnIn(precision, owner);
    named.forEach(child -> child.getValue().trainIn(precision, owner));
  }

  /** The same of this block alone. */
  void trainOwnIn(Precision precision, NDManager owner) {}

  @Override
  protected final void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    for (Block child : children.values()) {
      child.initialize(manager, type, shapes);
    }
  }

  /**
   * The dotted name of every block without children; one whose parameters have no prefix is called
   * by the first of them, without its "weight".
   */
  public final Map<NamedBlock, String> blockNames() {
    Map<NamedBlock, String> names = new LinkedHashMap<>();
    for (Map.Entry<String, NamedBlock> child : named) {
      String prefix = child.getKey();
      NamedBlock block = child.getValue();
      if (!block.named.isEmpty()) {
        block.blockNames().forEach((inner, name) -> names.put(inner, prefix + "." + name));
      } else {
        String first = block.namedParameters().keySet().iterator().next();
        names.put(block, prefix.isEmpty() ? first.replaceAll("\\.\\w+$", "") : prefix);
      }
    }
    return names;
  }

  /**
   * The shapes that come out for inputs of these shapes, found by a dry run: nothing here needs
   * them beforehand, since every parameter's shape is fixed.
   */
  @Override
  public final Shape[] getOutputShapes(Shape[] inputs) {
    DryRun run = new DryRun(DataType.FLOAT32, Map.of());
    NDList arrays = new NDList();
    for (Shape shape : inputs) {
      arrays.add(run.input(DataType.FLOAT32, shape.getShape()));
    }
    return forward(run, arrays, false).getShapes();
  }
}
