package org.text2layer.nn.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Set;

/**
 * Tensors by name, read one at a time: those of a safetensors file, of several shards, or the same
 * under other names. Not thread-safe; close it when the weights are loaded.
 */
public abstract sealed class Tensors implements AutoCloseable permits Safetensors, GatheredTensors {
  Tensors() {}

  /**
   * Where a tensor lies: in a file under its name there, the whole of it or one of equal parts of
   * its first axis.
   */
  record Piece(Safetensors file, String name, int part, int parts) {
    /** One of equal parts of it. */
    Piece part(int index, int of) {
      return new Piece(file, name, part * of + index, parts * of);
    }

    /** Its shape; that of the whole where the parts would not be equal. */
    Shape shape() {
      Shape whole = file.storedShape(name);
      boolean even = whole.dimension() > 0 && whole.get(0) % parts == 0;
      return even && parts > 1 ? new Shape(whole.get(0) / parts).addAll(whole.slice(1)) : whole;
    }
  }

  /** The names of all tensors. */
  public abstract Set<String> names();

  /** Where the tensors come from, for messages. */
  public abstract String file();

  /**
   * What a tensor is called in the file that the user gave, for messages; also one that is missing
   * there.
   */
  public abstract String nameInFile(String name);

  /** Where a tensor lies. */
  abstract Piece piece(String name);

  final WeightsException noneOf(String name) {
    return new WeightsException(
        "Expected a tensor named '%s' in %s but it has none of that name: it holds %s others."
            .formatted(nameInFile(name), file(), names().size()));
  }

  /** The shape of a tensor. */
  public final Shape shape(String name) {
    return piece(name).shape();
  }

  /** The values of a tensor in row-major order, widened to float. */
  public final float[] floats(String name) {
    Piece piece = piece(name);
    return piece.file().read(piece);
  }

  /** A tensor as a float32 array on the manager's device. */
  public final NDArray load(NDManager manager, String name) {
    return load(manager, name, shape(name));
  }

  /** The same in another shape of as many elements; goes past the heap. */
  final NDArray load(NDManager manager, String name, Shape shape) {
    Piece piece = piece(name);
    return piece.file().load(manager, piece, shape);
  }

  @Override
  public abstract void close();
}
