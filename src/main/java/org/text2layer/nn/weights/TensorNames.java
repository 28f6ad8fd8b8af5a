package org.text2layer.nn.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.nn.weights.Tensors.Piece;

/**
 * From a file's names of tensors to a block's: a table. A name takes the first row that leads it,
 * and keeps its own if none does; read backwards, the same table says for messages what the user's
 * file calls a tensor. Immutable.
 */
public final class TensorNames {
  private final List<Row> rows;
  private final boolean othersStay;

  private TensorNames(List<Row> rows, boolean othersStay) {
    this.rows = List.copyOf(rows);
    this.othersStay = othersStay;
  }

  /**
   * A row of the table. It leads the names that begin with it, at a dot or as a whole: "a.b" leads
   * "a.b" and "a.b.weight", not "a.bc"; the empty text leads all.
   *
   * @param from the beginning of names in the file
   * @param to what stands there in the block's names; none if such tensors are left aside, several
   *     if the block has equal parts of the first axis instead
   */
  public record Row(String from, List<String> to) {
    /** Copies the list. */
    public Row {
      to = List.copyOf(to);
    }

    /** Names that begin otherwise here. */
    public static Row of(String from, String to) {
      return new Row(from, List.of(to));
    }

    /** A tensor that holds several, one below the other. */
    public static Row parts(String from, String... to) {
      return new Row(from, List.of(to));
    }

    /** Tensors that are no parameters. */
    public static Row leftAside(String from) {
      return new Row(from, List.of());
    }
  }

  /** A table. */
  public static TensorNames of(List<Row> rows) {
    return new TensorNames(rows, true);
  }

  /** Only names that begin with this, and a dot, and without both. */
  public static TensorNames under(String prefix) {
    return new TensorNames(List.of(Row.of(prefix, "")), false);
  }

  /** The tensors of a file by the block's names; closes the file with them. */
  public Tensors in(Tensors file) {
    Map<String, Piece> pieces = new LinkedHashMap<>();
    for (String name : file.names()) {
      Optional<Row> row = rows.stream().filter(each -> leads(each.from, name)).findFirst();
      List<String> targets = new ArrayList<>();
      row.ifPresent(found -> found.to.forEach(to -> targets.add(moved(name, found.from, to))));
      if (row.isEmpty() && othersStay) {
        targets.add(name);
      }
      for (int part = 0; part < targets.size(); part++) {
        Piece piece = file.piece(name).part(part, targets.size());
        if (pieces.put(targets.get(part), piece) != null) {
          throw new WeightsException(
              "Expected each tensor once in %s but two are %s, one of them as %s: give weights of one layout."
                  .formatted(file.file(), targets.get(part), file.nameInFile(name)));
        }
      }
    }
    return new GatheredTensors(
        file.file(), pieces, name -> file.nameInFile(back(name)), List.of(file));
  }

  /** The same where a row leads any of the file's names; else the file as it is. */
  public Tensors ifAnyIn(Tensors file) {
    boolean any =
        file.names().stream()
            .anyMatch(name -> rows.stream().anyMatch(row -> leads(row.from, name)));
    return any ? in(file) : file;
  }

  private String back(String name) {
    for (Row row : rows) {
      for (String to : row.to) {
        if (leads(to, name)) {
          return moved(name, to, row.from);
        }
      }
    }
    return name;
  }

  private static boolean leads(String beginning, String name) {
    return beginning.isEmpty() || name.equals(beginning) || name.startsWith(beginning + ".");
  }

  private static String moved(String name, String from, String to) {
    String rest = name.substring(from.length()).replaceFirst("^\\.", "");
    return to.isEmpty() ? rest : rest.isEmpty() ? to : to + "." + rest;
  }
}
