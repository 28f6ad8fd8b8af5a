package org.text2layer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.text2layer.parity.Fixture;

class MiniLmTextEncoderTest {
  private static final Fixture FIXTURE = Fixture.load("minilm");
  private static final List<String> SENTENCES =
      FIXTURE.json().getAsJsonObject("config").getAsJsonArray("sentences").asList().stream()
          .map(JsonElement::getAsString)
          .toList();
  private static MiniLmTextEncoder encoder;

  @BeforeAll
  static void load() {
    encoder = MiniLmTextEncoder.embedded();
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void givenSentencesOfManyKindsThenTokenIdsEqualTheReferences() {
    FIXTURE.check("out.ids", ids(MiniLmTextEncoder.POSITIONS, 32));
    FIXTURE.check("out.full_ids", ids(256, 40));
  }

  private static float[] ids(int positions, int columns) {
    float[] all = new float[SENTENCES.size() * columns];
    Arrays.fill(all, -1);
    for (int row = 0; row < SENTENCES.size(); row++) {
      long[] ids = encoder.ids(SENTENCES.get(row), positions);
      for (int i = 0; i < ids.length; i++) {
        all[row * columns + i] = ids[i];
      }
    }
    return all;
  }

  @Test
  void givenACaptionThenItsTokensAreCountedWithBothEndsAndPastWhatTheUNetReads() {
    assertEquals(5, encoder.tokens("a red apple"));
    assertEquals(42, encoder.tokens("apple ".repeat(40)));
  }

  @Test
  void givenSentencesThenTokenEmbeddingsEqualTheReferencesWithZerosAfterTheLast() {
    try (NDManager manager = NDManager.newBaseManager()) {
      FIXTURE.check("out.tokens", encoder.encode(manager, SENTENCES).toFloatArray());
    }
  }

  @Test
  void givenSentencesThenTheirVectorsEqualSentenceTransformers() {
    float[] all = new float[SENTENCES.size() * MiniLmTextEncoder.WIDTH];
    for (int row = 0; row < SENTENCES.size(); row++) {
      float[] vector = encoder.encodeSentence(SENTENCES.get(row));
      System.arraycopy(vector, 0, all, row * vector.length, vector.length);
    }
    FIXTURE.check("out.sentence", all);
  }

  @Test
  void givenACaptionAmongOthersThenItsEmbeddingIsTheSameBytesAsAlone() {
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] alone = encoder.encode(manager, List.of("a red apple")).toFloatArray();
      float[] among =
          encoder
              .encode(manager, List.of(SENTENCES.get(5), "a red apple"))
              .get("1:2")
              .toFloatArray();
      assertArrayEquals(alone, among);
    }
  }
}
