package org.text2layer.model.classifier;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.text2layer.parity.Fixture;

/** Against timm's networks, whose weights were set by the same formula as here. */
class EfficientNetB0Test {
  private static final JsonObject TIMM = Fixture.numbers("efficientnet-b0");

  enum Variant {
    EFFICIENTNET_B0(EfficientNetConfiguration.b0()),
    TF_EFFICIENTNET_B0(EfficientNetConfiguration.tensorFlowB0());

    private final EfficientNetConfiguration configuration;

    Variant(EfficientNetConfiguration configuration) {
      this.configuration = configuration;
    }

    JsonObject expected() {
      return TIMM.getAsJsonObject(name().toLowerCase());
    }
  }

  @ParameterizedTest
  @EnumSource
  void givenTheConfigurationThenThereAreAsManyTrainedNumbersAsInTimm(Variant variant) {
    long count =
        EfficientNet.classifier(variant.configuration).namedParameters().entrySet().stream()
            .filter(parameter -> !parameter.getKey().contains("running"))
            .mapToLong(parameter -> parameter.getValue().getShape().size())
            .sum();
    assertEquals(variant.expected().get("parameters").getAsLong(), count);
  }

  @ParameterizedTest
  @EnumSource
  void givenWeightsByFormulaThenFeaturesAndScoresEqualTimms(Variant variant) {
    try (NDManager manager = NDManager.newBaseManager()) {
      EfficientNet network = EfficientNet.classifier(variant.configuration);
      Map<String, Parameter> sorted = new TreeMap<>(network.namedParameters());
      int number = 0;
      for (Map.Entry<String, Parameter> parameter : sorted.entrySet()) {
        float[] values = weights(parameter.getKey(), parameter.getValue().getShape(), number++);
        parameter.getValue().setInitializer((owner, shape, type) -> owner.create(values, shape));
      }
      network.initialize(manager, DataType.FLOAT32, new Shape());
      NDArray picture = picture(manager);

      float[] pooled = network.pooled(picture).get(0).toFloatArray();
      assertArrayEquals(floats(variant, "pooled"), everyNth(pooled, 128), 1e-3f);
      float[] scores = network.logits(picture).get("0, :12").toFloatArray();
      assertArrayEquals(floats(variant, "logits"), scores, 2e-3f);
    }
  }

  /** An even height and an odd width: the two paddings differ there. */
  private static NDArray picture(NDManager manager) {
    float[] values = new float[3 * 66 * 97];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i * 0.01);
    }
    return manager.create(values, new Shape(1, 3, 66, 97));
  }

  /** Waves about 1 for scales and variances, about 0 for the rest, of a size that keeps signals. */
  private static float[] weights(String name, Shape shape, int number) {
    boolean norm = name.startsWith("bn") || name.contains(".bn");
    boolean small = name.endsWith("running_mean") || name.endsWith("bias");
    double fanIn = (double) shape.size() / shape.get(0);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      double wave = Math.sin(i * 0.7 + number * 1.3);
      double value =
          name.endsWith("running_var")
              ? 1 + 0.3 * wave
              : norm && name.endsWith("weight")
                  ? 1 + 0.2 * wave
                  : small ? 0.1 * wave : wave * Math.sqrt(4 / fanIn);
      values[i] = (float) value;
    }
    return values;
  }

  private static float[] everyNth(float[] values, int n) {
    float[] some = new float[(values.length + n - 1) / n];
    for (int i = 0; i < some.length; i++) {
      some[i] = values[i * n];
    }
    return some;
  }

  private static float[] floats(Variant variant, String name) {
    JsonArray numbers = variant.expected().getAsJsonArray(name);
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).getAsFloat();
    }
    return values;
  }
}
