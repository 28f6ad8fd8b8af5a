package org.text2layer.nn.shape;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A parameter store that makes a forward pass dry: blocks that get it compute shapes, and tell it
 * what they would cost. Nothing is allocated, neither parameters nor activations, and no native
 * library is loaded. Give it to a network's forward with training off: an uninitialised network
 * would otherwise be initialised. Not thread-safe; one pass each.
 */
public final class DryRun extends ParameterStore {
  /**
   * A block's function.
   *
   * @param shared functions that it may call
   * @param arguments its tensors, the parameters last
   * @param body its statements, which end in return
   */
  public record Text(String shared, List<String> arguments, String body) {
    /** Copies the list. */
    public Text {
      arguments = List.copyOf(arguments);
    }
  }

  private final DataType precision;
  private final Map<?, String> names;
  private final List<BlockCall> calls = new ArrayList<>();
  private final Set<Storage> kept = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Storage, Integer> open = new IdentityHashMap<>();
  private long openBytes;
  private long peakBytes;

  /**
   * A pass in which weights and biases have this type; the parameters of norms have 32 bits.
   *
   * @param precision FLOAT32 or BFLOAT16
   * @param names of the blocks, for the calls' costs; others have none
   */
  public DryRun(DataType precision, Map<?, String> names) {
    super(PassthroughNDManager.INSTANCE, false);
    this.precision = precision;
    this.names = names;
  }

  /** An input of the network, which needs no gradient. */
  public NDArray input(DataType type, long... sizes) {
    return new ShapeArray(this, Tensor.dense(Tensor.sizes(new Shape(sizes)), type, false));
  }

  /**
   * Called by a block in place of computing.
   *
   * @param text what libtorch would run
   * @param parameters in the order of its arguments, after the inputs
   */
  public NDList call(Object block, Text text, Collection<Parameter> parameters, NDList inputs) {
    List<Tensor> given = inputs.stream().map(input -> ((ShapeArray) input).tensor()).toList();
    List<Object> arguments = new ArrayList<>(given);
    parameters.forEach(parameter -> arguments.add(tensor(parameter)));
    Tape tape = new Tape();
    Scope scope = new Scope(Script.functions(text.shared()), new Operators(tape));
    Script.Function function = new Script.Function(text.arguments(), Script.body(text.body()));
    Tensor output = (Tensor) scope.run(function, arguments);
    peakBytes = Math.max(peakBytes, openBytes + tape.peak(given, output));
    long added = keep(tape.saved()) + keep(List.of(output.storage()));
    calls.add(
        new BlockCall(
            names.getOrDefault(block, ""),
            output.shape(),
            parameters.stream().mapToLong(DryRun::numbers).sum(),
            parameters.stream().filter(DryRun::isLearned).mapToLong(DryRun::numbers).sum(),
            parameters.stream().mapToLong(this::bytes).sum(),
            tape.flops(),
            tape.backwardFlops(),
            added,
            tape.largestStep()));
    return new NDList(new ShapeArray(this, output));
  }

  /** Whether training changes the parameter: gradients flow to all but running statistics. */
  public static boolean isLearned(Parameter parameter) {
    return parameter.getType() != Parameter.Type.RUNNING_MEAN
        && parameter.getType() != Parameter.Type.RUNNING_VAR;
  }

  private Tensor tensor(Parameter parameter) {
    return Tensor.parameter(parameter.getShape(), type(parameter), isLearned(parameter));
  }

  private DataType type(Parameter parameter) {
    boolean multiplied =
        parameter.getType() == Parameter.Type.WEIGHT || parameter.getType() == Parameter.Type.BIAS;
    return multiplied ? precision : DataType.FLOAT32;
  }

  private static long numbers(Parameter parameter) {
    return parameter.getShape().size();
  }

  private long bytes(Parameter parameter) {
    return numbers(parameter) * type(parameter).getNumOfBytes();
  }

  private long keep(Collection<Storage> storages) {
    return storages.stream().filter(kept::add).mapToLong(Storage::activationBytes).sum();
  }

  void opened(Storage storage) {
    if (open.merge(storage, 1, Integer::sum) == 1) {
      openBytes += storage.activationBytes();
      peakBytes = Math.max(peakBytes, openBytes);
    }
  }

  void closed(Storage storage) {
    if (open.merge(storage, -1, Integer::sum) == 0) {
      openBytes -= storage.activationBytes();
    }
  }

  /** The calls so far, in order. */
  public List<BlockCall> calls() {
    return List.copyOf(calls);
  }

  /** The most bytes of activations that were in use at once, without parameters. */
  public long peakBytes() {
    return peakBytes;
  }

  /** There are no values. */
  @Override
  public NDArray getValue(Parameter parameter, Device device, boolean training) {
    throw new IllegalStateException(
        "Expected a block that computes shapes in a dry run but it asked for the values of "
            + parameter.getName()
            + ": build it of ScriptBlocks.");
  }

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
}
