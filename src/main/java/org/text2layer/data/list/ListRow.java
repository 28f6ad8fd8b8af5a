package org.text2layer.data.list;

import java.util.Map;

/**
 * A row of a list.
 *
 * @param place such as "line 12"
 * @param fields by column
 * @param problem what is wrong with it; empty if nothing is
 */
public record ListRow(String place, Map<String, String> fields, String problem) {
  static ListRow of(String place, Map<String, String> fields) {
    return new ListRow(place, fields, "");
  }

  static ListRow damaged(String place, String problem) {
    return new ListRow(place, Map.of(), problem);
  }
}
