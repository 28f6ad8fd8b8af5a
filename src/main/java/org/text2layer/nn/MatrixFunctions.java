package org.text2layer.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.text2layer.nn.device.ComputeDevice;

/**
 * What the Fréchet and the kernel distance need of linear algebra, in 64 bits on the CPU, by the
 * LAPACK that libtorch brings. Matrices are rows one after the other. Thread-safe until closed; the
 * last bits of a result may differ with the number of threads.
 */
public final class MatrixFunctions implements AutoCloseable {
  private static final List<String> ONE = List.of("a");
  private static final List<String> TWO = List.of("a", "b");

  private final NDManager manager;
  private final TorchScript traceOfRoot;
  private final TorchScript traceOfOneRoot;
  private final TorchScript nuclearNorm;
  private final TorchScript innerProducts;
  private final TorchScript polynomialKernel;

  private MatrixFunctions(NDManager manager) {
    this.manager = manager;
    traceOfRoot = compile(TWO, "trace-of-root");
    traceOfOneRoot = compile(ONE, "trace-of-one-root");
    nuclearNorm = compile(ONE, "nuclear-norm");
    innerProducts = compile(TWO, "inner-products");
    polynomialKernel = compile(TWO, "polynomial-kernel");
  }

  private TorchScript compile(List<String> arguments, String resource) {
    return TorchScript.compile(arguments, TorchScript.resource(resource, Map.of()));
  }

  /** Compiles the functions. */
  public static MatrixFunctions open() {
    return new MatrixFunctions(new ComputeDevice(Device.cpu(), "as asked").newManager());
  }

  /**
   * The trace of (AB)^(1/2) of two symmetric positive semidefinite matrices, singular ones too.
   *
   * @param size rows and columns of each
   */
  public double traceOfRoot(double[] a, double[] b, int size) {
    try (NDManager scope = manager.newSubManager()) {
      Shape shape = new Shape(size, size);
      NDList both = new NDList(scope.create(a, shape), scope.create(b, shape));
      return traceOfRoot.infer(both).getDouble();
    }
  }

  /** The trace of A^(1/2) of a symmetric positive semidefinite matrix, a singular one too. */
  public double traceOfRoot(double[] a, int size) {
    return ofMatrix(traceOfOneRoot, a, size, size);
  }

  /** The sum of the singular values of a matrix. */
  public double nuclearNorm(double[] a, int rows, int columns) {
    return ofMatrix(nuclearNorm, a, rows, columns);
  }

  private double ofMatrix(TorchScript function, double[] a, int rows, int columns) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray matrix = scope.create(a, new Shape(rows, columns));
      return function.infer(new NDList(matrix)).getDouble();
    }
  }

  /** The inner products of every row of {@code a} with every row of {@code b}. */
  public double[] innerProducts(double[] a, double[] b, int columns) {
    return ofRows(innerProducts, a, b, columns);
  }

  /** The kernel (x · y / columns + 1)³ of every row of {@code a} with every row of {@code b}. */
  public double[] polynomialKernel(double[] a, double[] b, int columns) {
    return ofRows(polynomialKernel, a, b, columns);
  }

  private double[] ofRows(TorchScript function, double[] a, double[] b, int columns) {
    try (NDManager scope = manager.newSubManager()) {
      NDArray first = scope.create(a, new Shape(a.length / columns, columns));
      NDArray second = scope.create(b, new Shape(b.length / columns, columns));
      return function.infer(new NDList(first, second)).toDoubleArray();
    }
  }

  /** Native arrays held now, for leak tests. */
  int openArrays() {
    return manager.getManagedArrays().size();
  }

  @Override
  public void close() {
    manager.close();
  }
}
