package org.text2layer.nn.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
   * @param tensors by the block's names; {@link TensorNames} gives them those
   * @throws WeightsException if tensors are missing, unknown or misshapen: all in one message
   */
  public static void load(NamedBlock block, NDManager manager, Tensors tensors) {
    load(block, manager, Precision.FLOAT32, tensors);
  }

  /** The same in a precision. */
  public static void load(
      NamedBlock block, NDManager manager, Precision precision, Tensors tensors) {
    requireFit(Map.of(block, tensors));
    TensorFunction narrow = TensorFunction.of("bfloat16", Map.of(), "x");
    block
        .namedParameters()
        .forEach(
            (name, parameter) ->
                parameter.setInitializer(
                    (owner, shape, type) -> {
                      NDArray full = tensors.load(owner, name, shape);
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

  /**
   * Checks that tensors are those of their blocks, before any is read.
   *
   * @param parts whose tensors come from one file, or from one each
   * @throws WeightsException if any are missing, unknown or misshapen: all in one message, by the
   *     names in the file that the user gave
   */
  public static void requireFit(Map<? extends NamedBlock, ? extends Tensors> parts) {
    Set<String> missing = new LinkedHashSet<>();
    Set<String> misshapen = new LinkedHashSet<>();
    Set<String> unknown = new LinkedHashSet<>();
    Set<String> files = new LinkedHashSet<>();
    int expected = 0;
    for (Map.Entry<? extends NamedBlock, ? extends Tensors> part : parts.entrySet()) {
      Tensors tensors = part.getValue();
      Map<String, Parameter> parameters = part.getKey().namedParameters();
      parameters.forEach(
          (name, parameter) -> {
            if (!tensors.names().contains(name)) {
              missing.add(tensors.nameInFile(name));
            } else if (!fits(parameter.getShape(), tensors.shape(name))) {
              misshapen.add(
                  "%s %s instead of %s"
                      .formatted(
                          tensors.nameInFile(name), tensors.shape(name), parameter.getShape()));
            }
          });
      tensors.names().stream()
          .filter(name -> !parameters.containsKey(name))
          .filter(name -> UNREAD.stream().noneMatch(name::endsWith))
          .forEach(name -> unknown.add(tensors.nameInFile(name)));
      files.add(tensors.file());
      expected += parameters.size();
    }
    if (!missing.isEmpty() || !misshapen.isEmpty() || !unknown.isEmpty()) {
      throw new WeightsException(
          "Expected the %s tensors of this model in %s but %s; %s; %s: give the weights of the same architecture."
              .formatted(
                  expected,
                  String.join(", ", files),
                  list("missing", missing),
                  list("misshapen", misshapen),
                  list("unknown", unknown)));
    }
  }

  /** A pointwise convolution and a linear layer hold the same numbers: (n, m, 1, 1) and (n, m). */
  private static boolean fits(Shape expected, Shape found) {
    return expected.equals(found) || expected.dimension() == 2 && found.equals(expected.add(1, 1));
  }

  static String list(String kind, Collection<String> names) {
    String more = names.size() > SHOWN ? ", …" : "";
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() + " " + kind + (names.isEmpty() ? "" : " (" + shown + more + ")");
  }
}
