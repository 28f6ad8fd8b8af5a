package org.text2layer.nn.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.text2layer.nn.NamedBlock;
import org.text2layer.nn.TensorFunction;
import org.text2layer.nn.device.Precision;

/** Moves parameters between a block and safetensors, by the reference's names. */
public final class Weights {
  /**
   * Batch norm's count of batches, CLIP's 0 to 76 and its temperature are no block's parameters.
   */
  private static final List<String> UNREAD =
      List.of("num_batches_tracked", "position_ids", "logit_scale");

  private static final int SHOWN = 8;

  private Weights() {}

  /**
   * Tensors that ship with the jar.
   *
   * @param beside a class in the package of the resource
   * @param file its name, or its path from there
   * @throws WeightsException if there are none, or they are unreadable
   */
  public static Safetensors embedded(Class<?> beside, String file) {
    InputStream stream = beside.getResourceAsStream(file);
    if (stream == null) {
      throw new WeightsException(
          "Expected the embedded weights %s in the jar but they are missing: build the project again."
              .formatted(file));
    }
    return Safetensors.read(stream, file);
  }

  /**
   * Fills a new block and initialises it, frozen: inference needs no gradients.
   *
   * @param manager owns the parameters, on its device
   * @throws WeightsException if tensors are missing, unknown or misshapen: all in one message
   */
  public static void load(NamedBlock block, NDManager manager, Safetensors file) {
    load(block, manager, Precision.FLOAT32, file);
  }

  /** The same in a precision. */
  public static void load(
      NamedBlock block, NDManager manager, Precision precision, Safetensors file) {
    load(block, manager, precision, file, "", UnaryOperator.identity());
  }

  /**
   * The same for the tensors under a prefix, and for files with other names.
   *
   * @param prefix only tensors whose names begin with it are read; it is not part of the names
   * @param rename from a name in the file (without prefix) to the block's
   */
  public static void load(
      NamedBlock block,
      NDManager manager,
      Safetensors file,
      String prefix,
      UnaryOperator<String> rename) {
    load(block, manager, Precision.FLOAT32, file, prefix, rename);
  }

  /** The same in a precision. */
  public static void load(
      NamedBlock block,
      NDManager manager,
      Precision precision,
      Safetensors file,
      String prefix,
      UnaryOperator<String> rename) {
    Map<String, String> stored = new LinkedHashMap<>();
    for (String name : file.names()) {
      if (name.startsWith(prefix) && UNREAD.stream().noneMatch(name::endsWith)) {
        stored.put(rename.apply(name.substring(prefix.length())), name);
      }
    }
    Map<String, Parameter> parameters = block.namedParameters();
    check(parameters, stored, file);
    TensorFunction narrow = TensorFunction.of("bfloat16", Map.of(), "x");
    parameters.forEach(
        (name, parameter) ->
            parameter.setInitializer(
                (owner, shape, type) -> {
                  NDArray full = file.load(owner, stored.get(name), shape);
                  return precision == Precision.BFLOAT16 && NamedBlock.isMultiplied(parameter)
                      ? narrowed(full, narrow)
                      : full;
                }));
    block.freezeParameters(true);
    block.initialize(manager, precision.type(), new Shape());
  }

  private static NDArray narrowed(NDArray full, TensorFunction narrow) {
    try (full) {
      return narrow.apply(full.getManager(), new NDList(full)).singletonOrThrow();
    }
  }

  /** The block's parameters by name, as they are written to a file. */
  public static Map<String, NDArray> of(NamedBlock block) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    block.namedParameters().forEach((name, parameter) -> arrays.put(name, parameter.getArray()));
    return arrays;
  }

  /** SHA-256 of all parameters, whatever file and format they came from: tells networks apart. */
  public static String checksum(NamedBlock block) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(of(block))
        .forEach(
            (name, array) ->
                lines.append(
                    "%s %s %s\n"
                        .formatted(name, array.getShape(), Checksum.of(array.toFloatArray()))));
    return Checksum.of(lines.toString());
  }

  private static void check(
      Map<String, Parameter> parameters, Map<String, String> stored, Safetensors file) {
    List<String> missing = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    parameters.forEach(
        (name, parameter) -> {
          if (!stored.containsKey(name)) {
            missing.add(name);
          } else if (!fits(parameter.getShape(), file.shape(stored.get(name)))) {
            misshapen.add(
                name + " " + file.shape(stored.get(name)) + " instead of " + parameter.getShape());
          }
        });
    Set<String> unknown = new LinkedHashSet<>(stored.keySet());
    unknown.removeAll(parameters.keySet());
    if (!missing.isEmpty() || !misshapen.isEmpty() || !unknown.isEmpty()) {
      throw new WeightsException(
          "Expected the %s tensors of this model in %s but %s; %s; %s: give the weights of the same architecture."
              .formatted(
                  parameters.size(),
                  file.file(),
                  list("missing", missing),
                  list("misshapen", misshapen),
                  list("unknown", new ArrayList<>(unknown))));
    }
  }

  /** A pointwise convolution and a linear layer hold the same numbers: (n, m, 1, 1) and (n, m). */
  private static boolean fits(Shape expected, Shape found) {
    return expected.equals(found) || expected.dimension() == 2 && found.equals(expected.add(1, 1));
  }

  private static String list(String kind, List<String> names) {
    String more = names.size() > SHOWN ? ", …" : "";
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() + " " + kind + (names.isEmpty() ? "" : " (" + shown + more + ")");
  }
}
