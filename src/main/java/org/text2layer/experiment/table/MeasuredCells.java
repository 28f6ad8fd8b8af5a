package org.text2layer.experiment.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.plan.TableException;

/**
 * All cells that tables are made of, in an order of their own: whichever was measured first makes
 * no difference. Every method was asked for the same captions of a test set.
 */
final class MeasuredCells {
  private final List<Cell> cells;

  private MeasuredCells(List<Cell> cells) {
    this.cells = cells;
  }

  /**
   * Checks that captions agree.
   *
   * @throws TableException if two methods were asked for different captions of a set
   */
  static MeasuredCells of(Collection<Cell> all) {
    Map<String, Cell> sorted = new TreeMap<>();
    all.forEach(cell -> sorted.put(cell.key().toString(), cell));
    Map<String, Cell> first = new TreeMap<>();
    for (Cell cell : sorted.values()) {
      Cell other = first.computeIfAbsent(cell.key().set(), any -> cell);
      if (!cell.captions().equals(other.captions())) {
        throw new TableException(
            "Expected the same captions of the set '%s' in %s and %s but %s: measure both with one preset."
                .formatted(
                    cell.key().set(),
                    other.key(),
                    cell.key(),
                    difference(other.captions(), cell.captions())));
      }
    }
    return new MeasuredCells(List.copyOf(sorted.values()));
  }

  private static String difference(List<String> first, List<String> second) {
    if (first.size() != second.size()) {
      return "there are %s and %s".formatted(first.size(), second.size());
    }
    for (int i = 0; i < first.size(); i++) {
      if (!first.get(i).equals(second.get(i))) {
        return "number %s is '%s' and '%s'".formatted(i, first.get(i), second.get(i));
      }
    }
    throw new IllegalStateException("Expected captions that differ.");
  }

  /** The cells of a method in the order of their seeds; none if it was not measured so. */
  List<Cell> of(String method, String set, String measure) {
    return cells.stream()
        .filter(cell -> cell.key().method().equals(method))
        .filter(cell -> cell.key().set().equals(set) && cell.key().measure().equals(measure))
        .sorted(Comparator.comparingLong(cell -> cell.key().seed()))
        .toList();
  }

  /** All of a method, a set and a seed, whatever was measured. */
  List<Cell> all() {
    return cells;
  }
}
