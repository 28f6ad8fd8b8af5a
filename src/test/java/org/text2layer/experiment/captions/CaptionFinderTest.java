package org.text2layer.experiment.captions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.EmojiScenes;

class CaptionFinderTest {
  private static final String START =
      "# {\"scene\":\"on a beach\",\"model\":\"a, b=c\"}\nphrase,picture,score,rank,mask_area\n";

  @TempDir Path folder;

  @Test
  void givenTwoSeedsThenTheScoreIsTheirMeanAndTheRankTheWorse() throws IOException {
    CaptionFinder finder =
        finder(
            "a red apple,true,0.8,1,0.3\na red apple,seed 0,0.5,1,0.2\na red apple,seed 1,0.3,7,0.4\n");

    FoundCaption apple = finder.all().get(0);

    assertEquals("a red apple on a beach", apple.caption());
    assertEquals("food", apple.category());
    assertEquals(0.4, apple.score(), 1e-9);
    assertEquals(0.8, apple.trueScore(), 1e-9);
    assertEquals(7, apple.rank());
    assertEquals(0.3, apple.maskArea(), 1e-9);
  }

  @Test
  void givenASurveyThatWasStoppedThenObjectsWithoutAPictureAreLeftOut() throws IOException {
    CaptionFinder finder =
        finder(
            "a red apple,true,0.8,1,0.3\na lemon,true,0.9,1,0.3\na red apple,seed 0,0.5,1,0.2\n");

    assertEquals(List.of("a red apple on a beach"), captions(finder.all()));
  }

  @Test
  void givenWordsThenTheBestCaptionWithAllOfThemComesFirst() throws IOException {
    CaptionFinder finder =
        finder(
            "a red apple,seed 0,0.3,9,0.2\na green apple,seed 0,0.6,1,0.2\na lemon,seed 0,0.9,1,0.2\n");

    assertEquals(
        List.of("a green apple on a beach", "a red apple on a beach"),
        captions(finder.find("Apple")));
    assertEquals(List.of("a red apple on a beach"), captions(finder.find("apple red")));
    assertEquals("a lemon on a beach", finder.find("food").get(0).caption());
    assertEquals(List.of(), finder.find("zeppelin"));
  }

  @Test
  void givenAnotherFileThenItIsRefusedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("other.csv"), "image,caption\na.png,a\n");

    String message =
        assertThrows(IllegalArgumentException.class, () -> CaptionFinder.of(file)).getMessage();

    assertTrue(message.contains("other.csv"), message);
  }

  @Test
  void givenTheEmbeddedSurveyThenEveryObjectHasACaption() {
    List<FoundCaption> all = CaptionFinder.embedded().all();

    assertEquals(EmojiScenes.all().objects().size(), all.size());
    assertTrue(
        IntStream.range(1, all.size()).allMatch(i -> all.get(i - 1).score() >= all.get(i).score()));
  }

  private static List<String> captions(List<FoundCaption> found) {
    return found.stream().map(FoundCaption::caption).toList();
  }

  private CaptionFinder finder(String rows) throws IOException {
    return CaptionFinder.of(Files.writeString(folder.resolve("captions.csv"), START + rows));
  }
}
