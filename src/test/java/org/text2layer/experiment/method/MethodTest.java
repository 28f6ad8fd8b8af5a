package org.text2layer.experiment.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.text2layer.pipeline.LatentSpace;

class MethodTest {
  @Test
  void methodsThatDifferHaveDifferentFolders() {
    List<String> keys =
        List.of(
                Method.catAutoencoder(),
                Method.withoutComposedSupervision(),
                Method.separateLatents(),
                Method.widenedUnet(),
                Method.wholePictures(),
                Method.pixelSpace(),
                Method.learningFrom(Method.TrainingLayers.FILTERED),
                Method.learningFrom(Method.TrainingLayers.AUTOMATIC),
                Method.learningFrom(Method.TrainingLayers.OTHER_DETECTOR),
                Method.onShare(0.1),
                Method.onShare(0.25))
            .stream()
            .map(Method::key)
            .toList();
    assertEquals(keys.size(), keys.stream().distinct().count(), keys.toString());
    assertTrue(keys.stream().allMatch(key -> key.matches("[a-z0-9-]+")), keys.toString());
    assertEquals(Method.catAutoencoder(), Method.onShare(1));
    assertEquals(Method.catAutoencoder(), Method.learningFrom(Method.TrainingLayers.TRUE));
  }

  @Test
  void givenAStartOfOtherLatentsThenItIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Method(
                        "wrong",
                        LatentSpace.Kind.LAYERED,
                        true,
                        Optional.of(Method.wholePictures()),
                        Method.TrainingLayers.TRUE,
                        1,
                        Optional.empty()))
            .getMessage();
    assertTrue(message.contains("'wrong' starts from 'SD-LAION-L2I'"), message);
  }
}
