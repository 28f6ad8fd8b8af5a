package org.text2layer.notebook.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.text2layer.image.Mask;

class ContourPropertiesTest {
  private static final float LEVEL = 0.5f;

  @Property
  void theLineLiesWhereTheMaskCrossesTheLevelAndNowhereElse(
      @ForAll @IntRange(min = 2, max = 6) int width,
      @ForAll @Size(36) List<@FloatRange(min = 0, max = 1) Float> values) {
    Mask mask = mask(width, values);
    List<Contour.Segment> segments = Contour.of(mask, LEVEL);
    Map<Contour.Point, Integer> ends = new HashMap<>();
    segments.stream()
        .flatMap(segment -> Stream.of(segment.from(), segment.to()))
        .forEach(point -> ends.merge(point, 1, Integer::sum));
    int crossings = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < width; x++) {
        crossings += x + 1 < width && crosses(mask, x, y, x + 1, y) ? squares(y, 6) : 0;
        crossings += y + 1 < 6 && crosses(mask, x, y, x, y + 1) ? squares(x, width) : 0;
      }
    }
    assertEquals(crossings, ends.values().stream().mapToInt(Integer::intValue).sum());
    ends.keySet().forEach(point -> assertEquals(LEVEL, interpolated(mask, point), 1e-5));
  }

  /** An edge between two squares ends a segment of each: the line goes on. */
  private static int squares(int at, int size) {
    return at == 0 || at == size - 1 ? 1 : 2;
  }

  private static Mask mask(int width, List<Float> values) {
    float[] shown = new float[6 * width];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = values.get(i);
    }
    return Mask.of(width, 6, shown);
  }

  private static boolean crosses(Mask mask, int x1, int y1, int x2, int y2) {
    return mask.value(x1, y1) > LEVEL != mask.value(x2, y2) > LEVEL;
  }

  private static double interpolated(Mask mask, Contour.Point point) {
    double x = point.x() - 0.5;
    double y = point.y() - 0.5;
    int left = (int) Math.min(mask.width() - 2, Math.floor(x));
    int top = (int) Math.min(mask.height() - 2, Math.floor(y));
    double right = x - left;
    double down = y - top;
    double above = mask.value(left, top) * (1 - right) + mask.value(left + 1, top) * right;
    double below = mask.value(left, top + 1) * (1 - right) + mask.value(left + 1, top + 1) * right;
    return above * (1 - down) + below * down;
  }
}
