package org.text2layer.data.hygiene;

import java.util.HashMap;
import java.util.Map;
import org.text2layer.data.input.InputRecord;

/** Gives the records of a source, in their order, keys that do not repeat. For one thread. */
final class NumberedKeys {
  private final Map<String, Integer> seen = new HashMap<>();

  /** The record's key; one that came before has "(2)" and so on behind it. */
  String next(InputRecord record) {
    int times = seen.merge(record.key(), 1, Integer::sum);
    return times == 1 ? record.key() : record.key() + " (" + times + ")";
  }
}
