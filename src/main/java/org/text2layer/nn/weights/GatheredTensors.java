package org.text2layer.nn.weights;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tensors of one or more files, each found by a name. */
final class GatheredTensors extends Tensors {
  private final String file;
  private final Map<String, Piece> pieces;
  private final UnaryOperator<String> nameInFile;
  private final List<? extends Tensors> opened;

  /**
   * Gathers them.
   *
   * @param nameInFile from a name here to the user's
   * @param opened closed with this
   */
  GatheredTensors(
      String file,
      Map<String, Piece> pieces,
      UnaryOperator<String> nameInFile,
      List<? extends Tensors> opened) {
    this.file = file;
    this.pieces = Collections.unmodifiableMap(pieces);
    this.nameInFile = nameInFile;
    this.opened = opened;
  }

  @Override
  public Set<String> names() {
    return pieces.keySet();
  }

  @Override
  public String file() {
    return file;
  }

  @Override
  public String nameInFile(String name) {
    return nameInFile.apply(name);
  }

  @Override
  Piece piece(String name) {
    Piece piece = pieces.get(name);
    if (piece == null) {
      throw noneOf(name);
    }
    return piece;
  }

  @Override
  public void close() {
    opened.forEach(Tensors::close);
  }
}
