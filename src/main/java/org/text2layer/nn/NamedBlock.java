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
    DryRun run = new DryRun(DataType.FLOAT32);
    NDList arrays = new NDList();
    for (Shape shape : inputs) {
      arrays.add(run.input(DataType.FLOAT32, shape.getShape()));
    }
    return forward(run, arrays, false).getShapes();
  }
}
