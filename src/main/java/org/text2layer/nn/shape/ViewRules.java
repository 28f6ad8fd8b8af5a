package org.text2layer.nn.shape;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Operators that look at memory otherwise, or copy it where a view cannot serve. */
final class ViewRules {
  /** PyTorch's numbers of the types that scripts name. */
  private static final Map<Long, DataType> TYPES =
      Map.of(4L, DataType.INT64, 6L, DataType.FLOAT32, 15L, DataType.BFLOAT16);

  private final Tape tape;

  ViewRules(Tape tape) {
    this.tape = tape;
  }

  void addTo(Map<String, Operators.Rule> rules) {
    rules.put("torch.size", ViewRules::size);
    rules.put("torch.transpose", a -> transpose(a.tensor(0), a.number(1), a.number(2)));
    rules.put("torch.flatten", this::flatten);
    rules.put("torch.reshape", a -> reshape(a.tensor(0), a.numbers(1)));
    rules.put("torch.view_as", a -> reshape(a.tensor(0), a.tensor(1).sizes()));
    rules.put("torch.unsqueeze", a -> unsqueeze(a.tensor(0), a.number(1)));
    rules.put("torch.slice", ViewRules::slice);
    rules.put("torch.chunk", ViewRules::chunk);
    rules.put("torch.contiguous", a -> dense(a.tensor(0)));
    rules.put("torch.to", this::to);
    rules.put("torch.cat", this::cat);
    rules.put("torch.constant_pad_nd", a -> pad(a.tensor(0), a.numbers(1)));
    rules.put("torch.upsample_nearest2d", a -> resized(a.tensor(0), a.numbers(1)));
    rules.put("torch.upsample_bilinear2d", a -> resized(a.tensor(0), a.numbers(1)));
    rules.put("torch.arange", a -> copy(a, List.of(a.number(0)), DataType.FLOAT32));
    rules.put("ops.prim.dtype", a -> a.tensor(0).type());
    rules.put("ops.prim.device", a -> Expression.NONE);
  }

  private static Object size(Arguments arguments) {
    Tensor x = arguments.tensor(0);
    return arguments.count() == 1 ? x.sizes() : x.size((int) arguments.number(1));
  }

  private static Tensor transpose(Tensor x, long first, long second) {
    List<Long> sizes = new ArrayList<>(x.sizes());
    List<Long> strides = new ArrayList<>(x.strides());
    Collections.swap(sizes, x.axis(first), x.axis(second));
    Collections.swap(strides, x.axis(first), x.axis(second));
    return x.view(sizes, strides);
  }

  private Tensor flatten(Arguments arguments) {
    Tensor x = arguments.tensor(0);
    int start = x.axis(arguments.number(1));
    List<Long> sizes = new ArrayList<>(x.sizes().subList(0, start));
    sizes.add(Tensor.elements(x.sizes().subList(start, x.sizes().size())));
    return reshape(x, sizes);
  }

  private Tensor reshape(Tensor x, List<Long> wanted) {
    long known = Tensor.elements(wanted.stream().filter(size -> size >= 0).toList());
    long missing = Tensor.elements(x.sizes()) / known;
    return dense(x).view(wanted.stream().map(size -> size < 0 ? missing : size).toList());
  }

  /** Itself where its elements lie one after the other, otherwise a copy. */
  private Tensor dense(Tensor x) {
    return x.isDense() ? x : tape.write(x.sizes(), x.type(), List.of(x));
  }

  private static Tensor unsqueeze(Tensor x, long axis) {
    int position = (int) (axis < 0 ? axis + x.sizes().size() + 1 : axis);
    List<Long> sizes = new ArrayList<>(x.sizes());
    List<Long> strides = new ArrayList<>(x.strides());
    sizes.add(position, 1L);
    strides.add(position, 1L);
    return x.view(sizes, strides);
  }

  private static Tensor slice(Arguments arguments) {
    Tensor x = arguments.tensor(0);
    List<Long> sizes = new ArrayList<>(x.sizes());
    int axis = x.axis(arguments.number(1));
    sizes.set(axis, Math.min(arguments.number(3), sizes.get(axis)) - arguments.number(2));
    return x.view(sizes, x.strides());
  }

  private static List<Tensor> chunk(Arguments arguments) {
    Tensor x = arguments.tensor(0);
    int axis = x.axis(arguments.number(2));
    List<Long> sizes = new ArrayList<>(x.sizes());
    sizes.set(axis, sizes.get(axis) / arguments.number(1));
    return Collections.nCopies((int) arguments.number(1), x.view(sizes, x.strides()));
  }

  private Tensor to(Arguments arguments) {
    Tensor x = arguments.tensor(0);
    DataType type =
        arguments.values().get(1) instanceof DataType given
            ? given
            : TYPES.get(arguments.number(1));
    return type == x.type() ? x : tape.write(x.sizes(), type, List.of(x));
  }

  private Tensor cat(Arguments arguments) {
    List<Tensor> parts = arguments.tensors(0);
    Tensor head = parts.get(0);
    int axis = head.axis(arguments.number(1));
    List<Long> sizes = new ArrayList<>(head.sizes());
    sizes.set(axis, parts.stream().mapToLong(part -> part.size(axis)).sum());
    return tape.write(sizes, head.type(), parts);
  }

  /** Copies even where nothing is added, as PyTorch does. */
  private Tensor pad(Tensor x, List<Long> amounts) {
    List<Long> sizes = new ArrayList<>(x.sizes());
    IntStream.range(0, amounts.size())
        .forEach(
            i -> {
              int axis = sizes.size() - 1 - i / 2;
              sizes.set(axis, sizes.get(axis) + amounts.get(i));
            });
    return tape.write(sizes, x.type(), List.of(x));
  }

  private Tensor resized(Tensor x, List<Long> size) {
    List<Long> sizes = List.of(x.size(0), x.size(1), size.get(0), size.get(1));
    return tape.write(sizes, x.type(), List.of(x));
  }

  private Tensor copy(Arguments arguments, List<Long> sizes, DataType type) {
    return tape.write(sizes, type, arguments.allTensors());
  }
}
