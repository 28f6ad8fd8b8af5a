package org.text2layer.metrics.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.text2layer.image.Mask;
import org.text2layer.parity.Fixture;

/** Against pysodmetrics. */
class MaskScoresParityTest {
  private static final double TOLERANCE = 1e-6;
  private static final int SIDE = 64;

  private final Fixture fixture = Fixture.load("sod-metrics");

  @Test
  void givenOrdinaryEmptyAndFullTruthsThenEveryScoreEqualsTheReference() {
    JsonArray rows = fixture.json().getAsJsonObject("values").getAsJsonArray("rows");
    for (int row = 0; row < rows.size(); row++) {
      check("row " + row, rows.get(row).getAsJsonObject(), comparison(row).scores());
    }
  }

  @Test
  void givenASetThenMaxFAndMaxEAreThoseOfTheMeanCurves() {
    MaskScores means =
        IntStream.range(0, 4).mapToObj(this::comparison).collect(MaskScores.averaging());
    JsonObject expected = fixture.json().getAsJsonObject("values").getAsJsonObject("dataset");
    check("set", expected, means);
    MaskScores inParallel =
        IntStream.range(0, 4).parallel().mapToObj(this::comparison).collect(MaskScores.averaging());
    check("set in parallel", expected, inParallel);
  }

  /** Ties between nearest pixels, oblong sizes, constant and tiny masks. */
  @Test
  void givenOddMasksThenEveryScoreEqualsTheReference() {
    for (JsonElement element : Fixture.numbers("sod-metrics-odd").getAsJsonArray("cases")) {
      JsonObject pair = element.getAsJsonObject();
      MaskScores scores = MaskScores.of(mask(pair, "gt"), mask(pair, "pred"));
      check(pair.get("name").getAsString(), pair.getAsJsonObject("values"), scores);
    }
  }

  private MaskComparison comparison(int row) {
    return MaskComparison.of(mask("in.gt", row), mask("in.pred", row));
  }

  private Mask mask(String name, int row) {
    int pixels = SIDE * SIDE;
    float[] levels = fixture.floats(name);
    return mask(SIDE, SIDE, Arrays.copyOfRange(levels, row * pixels, (row + 1) * pixels));
  }

  private static Mask mask(JsonObject pair, String name) {
    JsonArray array = pair.getAsJsonArray(name);
    float[] levels = new float[array.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = array.get(i).getAsFloat();
    }
    return mask(pair.get("width").getAsInt(), pair.get("height").getAsInt(), levels);
  }

  private static Mask mask(int width, int height, float[] levels) {
    for (int i = 0; i < levels.length; i++) {
      levels[i] /= 255;
    }
    return Mask.of(width, height, levels);
  }

  private static void check(String which, JsonObject expected, MaskScores scores) {
    Map<String, Double> actual = new LinkedHashMap<>();
    actual.put("iou", scores.iou());
    actual.put("mae", scores.mae());
    actual.put("max_f", scores.maxF());
    actual.put("mean_f", scores.meanF());
    actual.put("adaptive_f", scores.adaptiveF());
    actual.put("weighted_f", scores.weightedF());
    actual.put("s", scores.structure());
    actual.put("e_max", scores.maxE());
    actual.put("e_mean", scores.meanE());
    actual.put("e_adaptive", scores.adaptiveE());
    assertEquals(expected.keySet().size(), actual.size());
    actual.forEach(
        (name, value) -> {
          if (!expected.get(name).isJsonNull()) {
            double reference = expected.get(name).getAsDouble();
            assertEquals(reference, value, TOLERANCE, which + ", " + name);
          }
        });
  }
}
