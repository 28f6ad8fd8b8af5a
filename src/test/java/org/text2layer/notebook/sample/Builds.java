package org.text2layer.notebook.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.build.SampleMaker;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.FailedRecord;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/**
 * Small builds whose outcome is known: record n has the mask score n / 40, inpainting drops every
 * fifth of those that the mask filter keeps, every tenth record fails, and the mask filter's
 * threshold is 0.5.
 */
public final class Builds {
  public static final int RECORDS = 40;

  private Builds() {}

  /** As {@link #of(Path, String)} with plain captions. */
  public static BuiltSamples of(Path folder) {
    return of(folder, "an apple");
  }

  /** A finished build whose captions, keys and reasons begin with a text. */
  public static BuiltSamples of(Path folder, String text) {
    return of(folder, text, 0.5);
  }

  /** As {@link #of(Path)} with another threshold of the mask filter. */
  public static BuiltSamples withThreshold(Path folder, double threshold) {
    return of(folder, "an apple", threshold);
  }

  private static BuiltSamples of(Path folder, String text, double threshold) {
    DatasetBuild.of(PictureSource.of("test", records(text)), new Maker(threshold), folder)
        .withOptions(BuildOptions.standard().withWorkers(1).withSizes(8, 2))
        .run();
    return new BuiltSamples(folder, Ledger.read(folder));
  }

  private static List<InputRecord> records(String text) {
    RgbImage picture = RgbImage.filled(16, 16, 0.9f, 0.2f, 0.1f);
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      String key = text + i;
      records.add(
          i % 10 == 9
              ? new FailedRecord(key, text, text + " failed " + i)
              : CaptionedPicture.of(key, text + " " + i, picture));
    }
    return records;
  }

  private record Maker(double threshold) implements SampleMaker {
    @Override
    public Outcome make(CaptionedPicture captioned, long seed) {
      String caption = captioned.caption();
      int number = Integer.parseInt(caption.substring(caption.lastIndexOf(' ') + 1));
      RgbImage picture = captioned.picture().colour();
      LayeredSample sample =
          new LayeredSample(
              caption,
              picture,
              LayeredImage.twoLayer(picture, picture, Mask.filled(16, 16, number / 40f)));
      double mask = number / (double) RECORDS;
      double inpainting = number % 5 == 0 ? 0.1 : 0.9;
      Map<String, Double> scores = Map.of("mask", mask, "inpainting", inpainting);
      if (mask < threshold) {
        return new Outcome.Dropped("mask", mask, scores, Optional.of(sample));
      }
      return inpainting < 0.5
          ? new Outcome.Dropped("inpainting", inpainting, scores, Optional.of(sample))
          : new Outcome.Kept(sample, scores);
    }

    @Override
    public String description() {
      return "test";
    }
  }
}
