package org.text2layer.nn.shape;

import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The operators whose floating-point operations count: a multiplication and the addition after it
 * are two. Biases, norms and activations do not count, as in PyTorch's FlopCounterMode.
 */
final class ProductRules {
  private final Tape tape;

  ProductRules(Tape tape) {
    this.tape = tape;
  }

  void addTo(Map<String, Operators.Rule> rules) {
    rules.put("torch.conv2d", this::convolution);
    rules.put("torch.linear", a -> linear(a.tensor(0), a.tensor(1)));
    rules.put("torch.embedding", a -> embedding(a.tensor(0), a.tensor(1)));
    rules.put(
        "torch.scaled_dot_product_attention",
        a -> attention(a.tensor(0), a.tensor(1), a.tensor(2)));
  }

  /** Input (n, c, h, w), weight (out, c / groups, kernel, kernel), bias, strides, paddings. */
  private Tensor convolution(Arguments arguments) {
    Tensor x = arguments.tensor(0);
    Tensor weight = arguments.tensor(1);
    List<Long> sizes = new ArrayList<>(List.of(x.size(0), weight.size(0)));
    for (int axis = 0; axis < 2; axis++) {
      long stride = arguments.count() > 3 ? arguments.numbers(3).get(axis) : 1;
      long padding = arguments.count() > 4 ? arguments.numbers(4).get(axis) : 0;
      sizes.add((x.size(2 + axis) + 2 * padding - weight.size(2 + axis)) / stride + 1);
    }
    long products = Tensor.elements(sizes) * Tensor.elements(weight.sizes()) / weight.size(0);
    return product(sizes, x, weight, products);
  }

  private Tensor linear(Tensor x, Tensor weight) {
    Tensor input = x.isDense() ? x : tape.write(x.sizes(), x.type(), List.of(x));
    List<Long> sizes = new ArrayList<>(x.sizes());
    sizes.set(sizes.size() - 1, weight.size(0));
    return product(sizes, input, weight, Tensor.elements(x.sizes()) * weight.size(0));
  }

  /** Backward there is one product for the weight, and one for the input where it needs it. */
  private Tensor product(List<Long> sizes, Tensor x, Tensor weight, long products) {
    long backward = (x.differentiable() ? 4 : 2) * products;
    Tensor result = tape.write(sizes, x.type(), List.of(x, weight), 2 * products, backward);
    tape.save(result, x);
    return result;
  }

  private Tensor embedding(Tensor table, Tensor indices) {
    List<Long> sizes = new ArrayList<>(indices.sizes());
    sizes.add(table.size(1));
    Tensor result = tape.write(sizes, table.type(), List.of(table, indices));
    tape.save(result, indices);
    return result;
  }

  /**
   * Without the matrix of weights (FlashAttention, Dao et al. 2022): two products forward, five
   * backward since the weights are computed again; kept are the inputs, the output, and one number
   * a query.
   */
  private Tensor attention(Tensor q, Tensor k, Tensor v) {
    long products = Tensor.elements(q.sizes()) * k.size(-2);
    Tensor dense = tape.write(q.sizes(), q.type(), List.of(q, k, v), 4 * products, 10 * products);
    Tensor sums = tape.write(q.sizes().subList(0, 3), DataType.FLOAT32, List.of(q, k));
    List.of(q, k, v, dense, sums).forEach(kept -> tape.save(dense, kept));
    return positionsFirst(dense);
  }

  /** Axes (n, heads, positions, width) over memory in the order (n, positions, heads, width). */
  private static Tensor positionsFirst(Tensor x) {
    long heads = x.size(1);
    long width = x.size(3);
    List<Long> strides = List.of(x.strides().get(0), width, heads * width, 1L);
    return x.view(x.sizes(), strides);
  }
}
