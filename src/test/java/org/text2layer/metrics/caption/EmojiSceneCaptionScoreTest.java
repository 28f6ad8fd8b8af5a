package org.text2layer.metrics.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.image.RgbImage;
import org.text2layer.nn.device.ComputeDevice;

class EmojiSceneCaptionScoreTest {
  @Test
  void givenSamplesOfHeldOutScenesThenTheirOwnCaptionsScoreHigherThanOthers() {
    List<LayeredSample> samples =
        LongStream.range(1, 7).mapToObj(EmojiScenes.test()::sample).toList();
    List<RgbImage> pictures = samples.stream().map(LayeredSample::picture).toList();
    List<String> captions = samples.stream().map(LayeredSample::caption).toList();
    List<String> others =
        List.of(
            captions.get(1),
            captions.get(2),
            captions.get(3),
            captions.get(4),
            captions.get(5),
            captions.get(0));
    try (EmojiSceneCaptionScore score = EmojiSceneCaptionScore.load(ComputeDevice.named("cpu"))) {
      List<Double> own = score.scores(captions, pictures);
      List<Double> wrong = score.scores(others, pictures);
      for (int i = 0; i < own.size(); i++) {
        assertTrue(own.get(i) > wrong.get(i) + 0.1, own + " against " + wrong);
      }
      assertEquals(own.get(2), score.score(captions.get(2), pictures.get(2)), 1e-4);
      assertTrue(score.name().contains("not CLIP"));
      assertTrue(score.provenance().get("held-out scenes").contains("R@1"));
      String message =
          assertThrows(IllegalArgumentException.class, () -> score.score(" ", pictures.get(0)))
              .getMessage();
      assertTrue(message.contains("number 0 is blank"), message);
    }
  }
}
