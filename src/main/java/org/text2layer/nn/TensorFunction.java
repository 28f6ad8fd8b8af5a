package org.text2layer.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A function from lists of tensors to a list of tensors, in one native call: for what is done to
 * all parameters of a network at once. Its text is a resource beside this class, as of a {@link
 * ScriptBlock}. Calls are thread-safe.
 */
public final class TensorFunction {
  private final TorchScript script;
  private final List<String> arguments;

  private TensorFunction(TorchScript script, List<String> arguments) {
    this.script = script;
    this.arguments = arguments;
  }

  /**
   * Compiles the resource {@code name}.py.
   *
   * @param constants replaced in the text
   * @param arguments names of the lists
   */
  public static TensorFunction of(String name, Map<String, ?> constants, String... arguments) {
    String body = TorchScript.resource(name, constants);
    List<String> names = List.of(arguments);
    return new TensorFunction(TorchScript.compileOnLists(names, body), names);
  }

  /**
   * Runs it without autograd, so that it may change its arguments in place.
   *
   * @param owner owns the result
   */
  public NDList apply(NDManager owner, NDList... lists) {
    IValue[] values = Arrays.stream(lists).map(TensorFunction::list).toArray(IValue[]::new);
    try (IValue result = IValueUtils.runMethod(script.module(), "forward", values)) {
      return result.toNDList((PtNDManager) owner);
    } finally {
      Arrays.stream(values).forEach(IValue::close);
    }
  }

  private static IValue list(NDList arrays) {
    return IValue.listFrom(arrays.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
  }

  /** Runs it under autograd; DJL knows which list an array belongs to by its name. */
  NDList train(NDList... lists) {
    NDList all = new NDList();
    List<NDArray> named = new ArrayList<>();
    for (int i = 0; i < lists.length; i++) {
      for (NDArray array : lists[i]) {
        array.setName(arguments.get(i) + "[]");
        named.add(array);
        all.add(array);
      }
    }
    try {
      return script.trainAll(all);
    } finally {
      named.forEach(array -> array.setName(null));
    }
  }
}
