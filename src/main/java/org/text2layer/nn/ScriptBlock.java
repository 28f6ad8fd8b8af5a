package org.text2layer.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.nn.device.Precision;
import org.text2layer.nn.shape.DryRun;

/**
 * A block that is one TorchScript function of its inputs and its parameters. The function's text is
 * a resource beside this class; constants in capitals are replaced when the block is built, and a
 * parameter such as "norm1.weight" is {@code norm1_weight} in the text. Where the text says {@code
 * TRAINING}, a batch norm normalises by the batch and moves its running statistics in training.
 */
public final class ScriptBlock extends NamedBlock {
  private static final String TRAINING = "TRAINING";

  private final String script;
  private final Map<String, Object> constants;
  private final List<String> arguments;
  private final String body;
  private TorchScript inference;
  private TorchScript training;
  private NDManager owner;
  private Precision precision = Precision.FLOAT32;

  private ScriptBlock(Builder builder) {
    script = builder.script;
    constants = builder.constants;
    arguments = new ArrayList<>(builder.inputs);
    body = builder.body();
    builder.parameters.values().forEach(this::addParameter);
    parameters.keySet().forEach(name -> arguments.add(argumentName(name)));
  }

  /** Begins a block whose function is the resource {@code script}.py. */
  static Builder script(String script) {
    return new Builder(script);
  }

  /**
   * Begins a block that adapts this one: of the same function with the same constants, which may be
   * set anew. Its inputs are this one's, then this one's parameters in their order.
   */
  Builder adapted() {
    Builder builder = new Builder(script);
    builder.constants.putAll(constants);
    builder.inputs = List.copyOf(arguments);
    return builder;
  }

  @Override
  public void initialize(NDManager manager, DataType type, Shape... inputShapes) {
    super.initialize(manager, type, inputShapes);
    inference = TorchScript.compile(arguments, during(false));
    owner = manager;
    precision = type == DataType.BFLOAT16 ? Precision.BFLOAT16 : Precision.FLOAT32;
  }

  @Override
  synchronized void trainOwnIn(Precision wanted, NDManager trainer) {
    precision.requireFull("train");
    String casts = wanted == Precision.BFLOAT16 ? casts() : "";
    training = TorchScript.compile(arguments, casts + during(true));
  }

  /** Casts the weights first; autograd goes back through it. Norms' parameters stay as they are. */
  private String casts() {
    StringBuilder casts = new StringBuilder();
    parameters.forEach(
        (name, parameter) -> {
          if (isMultiplied(parameter)) {
            String argument = argumentName(name);
            casts.append("%s = torch.to(%s, 15)\n".formatted(argument, argument));
          }
        });
    return casts.toString();
  }

  /** One input, one output. */
  public NDArray apply(ParameterStore store, NDArray input, boolean training) {
    return forward(store, new NDList(input), training).singletonOrThrow();
  }

  /** The same, and frees the input where no gradient needs it: keeps the peak of memory low. */
  public NDArray consume(ParameterStore store, NDArray input, boolean training) {
    NDArray output = apply(store, input, training);
    if (!training) {
      input.close();
    }
    return output;
  }

  /** Two inputs, one output. */
  public NDArray apply(ParameterStore store, NDArray first, NDArray second, boolean training) {
    return forward(store, new NDList(first, second), training).singletonOrThrow();
  }

  /** The same, and frees the first input where no gradient needs it. */
  public NDArray consume(ParameterStore store, NDArray first, NDArray second, boolean training) {
    NDArray output = apply(store, first, second, training);
    if (!training) {
      first.close();
    }
    return output;
  }

  /** One block after the other, the first one's input kept; frees what no gradient needs. */
  public static NDArray chained(
      List<ScriptBlock> chain, ParameterStore store, NDArray input, boolean training) {
    NDArray hidden = chain.get(0).apply(store, input, training);
    for (ScriptBlock block : chain.subList(1, chain.size())) {
      hidden = block.consume(store, hidden, training);
    }
    return hidden;
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean train, PairList<String, Object> options) {
    if (store instanceof DryRun run) {
      DryRun.Text text = new DryRun.Text(TorchScript.SHARED, arguments, during(false));
      return run.call(this, text, parameters.values(), inputs);
    }
    if (train) {
      precision.requireFull("train");
    }
    NDList all = new NDList();
    inputs.forEach(input -> all.add(unnamed(input)));
    for (Parameter parameter : parameters.values()) {
      all.add(unnamed(store.getValue(parameter, inputs.head().getDevice(), train)));
    }
    return new NDList(train ? training().train(all) : inference.infer(all));
  }

  /** Compiled when first used: most networks are never trained. */
  private synchronized TorchScript training() {
    if (training == null) {
      training = body.contains(TRAINING) ? TorchScript.compile(arguments, during(true)) : inference;
    }
    return training;
  }

  private String during(boolean train) {
    return body.replaceAll("\\b" + TRAINING + "\\b", train ? "True" : "False");
  }

  /** DJL reads list and tuple arguments out of array names; these are plain tensors. */
  private static NDArray unnamed(NDArray array) {
    if (array.getName() != null) {
      array.setName(null);
    }
    return array;
  }

  static String argumentName(String parameter) {
    String name = parameter.replace('.', '_');
    return Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  /** Collects inputs, constants and parameters in the order of the function's arguments. */
  static final class Builder {
    private final String script;
    private List<String> inputs = List.of("x");
    private final Map<String, Object> constants = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    private Builder(String script) {
      this.script = script;
    }

    Builder inputs(String... names) {
      inputs = List.of(names);
      return this;
    }

    Builder constant(String name, Object value) {
      constants.put(name, value);
      return this;
    }

    /** Affine parameters of a normalisation over channels; an empty name as for affine. */
    Builder norm(String name, long channels) {
      return parameter(join(name, "weight"), Parameter.Type.GAMMA, channels)
          .parameter(join(name, "bias"), Parameter.Type.BETA, channels);
    }

    /** Affine parameters and running statistics of a batch norm. */
    Builder batchNorm(String name, long channels) {
      return norm(name, channels)
          .parameter(name + ".running_mean", Parameter.Type.RUNNING_MEAN, channels)
          .parameter(name + ".running_var", Parameter.Type.RUNNING_VAR, channels);
    }

    /**
     * A linear layer or a convolution: shape = (outputs, inputs, kernel...), with a bias. An empty
     * name gives the parameters "weight" and "bias".
     */
    Builder affine(String name, long... shape) {
      return weight(name, shape).parameter(join(name, "bias"), Parameter.Type.BIAS, shape[0]);
    }

    /** The same without a bias. */
    Builder weight(String name, long... shape) {
      return parameter(join(name, "weight"), Parameter.Type.WEIGHT, shape);
    }

    /** One vector, under its own name. */
    Builder vector(String name, long length) {
      return parameter(name, Parameter.Type.WEIGHT, length);
    }

    ScriptBlock build() {
      return new ScriptBlock(this);
    }

    private Builder parameter(String name, Parameter.Type type, long... shape) {
      parameters.put(
          name, Parameter.builder().setName(name).setType(type).optShape(new Shape(shape)).build());
      return this;
    }

    private static String join(String name, String parameter) {
      return name.isEmpty() ? parameter : name + "." + parameter;
    }

    private String body() {
      return TorchScript.resource(script, constants);
    }
  }
}
