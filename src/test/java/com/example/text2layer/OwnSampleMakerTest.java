package com.example.text2layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.build.SampleMaker;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.data.shards.StoredSample;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;
import org.text2layer.notebook.data.BuildView;

/** A maker of samples as one class outside of the library: no detector, inpainter or filter. */
class OwnSampleMakerTest {
  private static final int PICTURES = 12;

  @TempDir Path folder;

  /** The left part, up to a place drawn from the seed, is in front; narrow ones are dropped. */
  private static class LeftPart implements SampleMaker {
    final AtomicInteger workers = new AtomicInteger();

    @Override
    public Outcome make(CaptionedPicture captioned, long seed) {
      RgbImage picture = captioned.picture().colour();
      int edge = 1 + new SplittableRandom(seed).nextInt(picture.width() - 1);
      float[] mask = new float[picture.width() * picture.height()];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = i % picture.width() < edge ? 1 : 0;
      }
      Mask left = Mask.of(picture.width(), picture.height(), mask);
      LayeredSample sample =
          new LayeredSample(
              captioned.caption(), picture, LayeredImage.twoLayer(picture, picture, left));
      Map<String, Double> scores = Map.of("width", (double) edge);
      return edge >= picture.width() / 3
          ? new Outcome.Kept(sample, scores)
          : new Outcome.Dropped("width", edge, scores, Optional.of(sample));
    }

    @Override
    public String description() {
      return "left part, at least a third";
    }

    @Override
    public Runnable inWorker(Runnable work) {
      workers.incrementAndGet();
      return work;
    }
  }

  private DatasetBuild build(SampleMaker maker, String into, int workers) {
    List<InputRecord> records = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      RgbImage picture = RgbImage.filled(24, 16, i / 12f, 0.5f, 0);
      records.add(CaptionedPicture.of("key" + i, "shade " + i, picture));
    }
    return DatasetBuild.of(PictureSource.of("shades", records), maker, folder.resolve(into))
        .withOptions(BuildOptions.standard().withWorkers(workers).withSizes(2, 2));
  }

  @Test
  void givenAnOwnMaker_whenABuildRuns_thenShardsLedgerAndViewHoldWhatItMadeFromTheSeed()
      throws IOException {
    LeftPart maker = new LeftPart();
    BuildReport report = build(maker, "one", 1).run();
    assertEquals(PICTURES, report.kept() + report.dropped());
    assertTrue(report.kept() > 0 && report.dropped() > 0, report.toString());
    assertEquals(1, maker.workers.get());
    Ledger ledger = Ledger.read(folder.resolve("one"));
    for (StoredSample stored : LayeredShards.read(folder.resolve("one")).toList()) {
      double edge = stored.scores().get("width");
      assertEquals(edge / 24, stored.sample().layers().mask().area(), 1e-6);
      assertTrue(edge >= 8);
    }
    assertEquals(report.dropped(), ledger.droppedByFilter().get("width"));
    assertTrue(BuildView.of(folder.resolve("one")).view().text().contains("dropped: width"));

    build(new LeftPart(), "three", 3).run();
    for (String file : List.of("ledger.jsonl", "00000.tar", "README.md")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one").resolve(file)),
          Files.readAllBytes(folder.resolve("three").resolve(file)),
          file);
    }
  }

  @Test
  void givenAMakerThatThrowsOrGivesNothing_thenThoseRecordsFailInOneSentenceAndOthersDoNot() {
    build(new LeftPart(), "healthy", 2).run();
    LeftPart fragile =
        new LeftPart() {
          @Override
          public Outcome make(CaptionedPicture captioned, long seed) {
            return switch (captioned.caption()) {
              case "shade 3" -> throw new IllegalStateException("Expected a colour but came grey.");
              case "shade 4" -> throw new ArithmeticException();
              case "shade 5" -> null;
              default -> super.make(captioned, seed);
            };
          }
        };
    BuildReport report = build(fragile, "fragile", 2).run();
    assertTrue(report.complete());
    assertEquals(3, report.failed());
    Ledger ledger = Ledger.read(folder.resolve("fragile"));
    assertEquals("Expected a colour but came grey.", ledger.rows().get(3).reason());
    assertEquals("java.lang.ArithmeticException", ledger.rows().get(4).reason());
    assertTrue(ledger.rows().get(5).reason().contains("the recipe gave null"));
    Ledger healthy = Ledger.read(folder.resolve("healthy"));
    for (int i = 6; i < PICTURES; i++) {
      assertEquals(healthy.rows().get(i), ledger.rows().get(i));
    }
    assertEquals(ledger.count(Verdict.KEPT), LayeredShards.read(folder.resolve("fragile")).count());
    assertFalse(Files.exists(folder.resolve("fragile/work")));
  }

  @Test
  void givenAnErrorOfTheMachineInTheMiddle_thenTheRunEndsAndTheNextOneGivesTheSameBytes()
      throws IOException {
    build(new LeftPart(), "undisturbed", 1).run();
    LeftPart broken =
        new LeftPart() {
          @Override
          public Outcome make(CaptionedPicture captioned, long seed) {
            if (captioned.caption().equals("shade 7")) {
              throw new InternalError("broken");
            }
            return super.make(captioned, seed);
          }
        };
    assertThrows(DatasetException.class, () -> build(broken, "again", 1).run());
    assertFalse(Files.exists(folder.resolve("again/ledger.jsonl")));
    build(new LeftPart(), "again", 2).run();
    for (String file : List.of("ledger.jsonl", "00000.tar", "00001.tar", "00002.tar")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("undisturbed").resolve(file)),
          Files.readAllBytes(folder.resolve("again").resolve(file)),
          file);
    }
  }
}
