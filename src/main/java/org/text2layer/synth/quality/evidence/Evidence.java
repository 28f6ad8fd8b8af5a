package org.text2layer.synth.quality.evidence;

import java.util.ArrayList;
import java.util.List;

/** Measures under names, in a fixed order; each finite. */
final class Evidence {
  private final List<String> names = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  void add(String name, double value) {
    names.add(name);
    values.add(value);
  }

  List<String> names() {
    return List.copyOf(names);
  }

  float[] values() {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i).floatValue();
    }
    return array;
  }
}
