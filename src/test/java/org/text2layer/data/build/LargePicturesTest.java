package org.text2layer.data.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.ledger.Ledger;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Outcome;
import org.text2layer.data.ledger.Verdict;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Mask;
import org.text2layer.image.RgbImage;

/** No picture of a source ends its build. */
class LargePicturesTest {
  @TempDir Path folder;

  /** Pictures of a camera in small: so many megapixels that a few of them fill the heap. */
  private static void write(Path folder, int count, int width, int height) throws IOException {
    Files.createDirectories(folder);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = picture.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    for (int i = 0; i < count; i++) {
      ImageIO.write(picture, "jpeg", folder.resolve("large-" + i + ".jpg").toFile());
      Files.writeString(folder.resolve("large-" + i + ".txt"), "a sunset");
    }
  }

  /** Builds in a Java with little memory. */
  public static final class Machine {
    public static void main(String[] arguments) {
      SampleMaker maker =
          switch (arguments[2]) {
            case "small" -> new Reduced();
            case "full heap" -> new HeapFiller();
            default -> new ThresholdMaker(0);
          };
      BuildReport report =
          DatasetBuild.of(PictureSource.folder(Path.of(arguments[0])), maker, Path.of(arguments[1]))
              .withOptions(BuildOptions.standard().withWorkers(4).withSizes(1, 8))
              .run();
      System.out.println(report.failed() + " of " + report.done() + " failed");
    }
  }

  /** As the recipe reads. */
  private static final class Reduced implements SampleMaker {
    @Override
    public Outcome make(CaptionedPicture captioned, long seed) {
      return new ThresholdMaker(0)
          .make(
              CaptionedPicture.of(
                  captioned.key(), captioned.caption(), captioned.pictureReducedTo(128).picture()),
              seed);
    }

    @Override
    public String description() {
      return "reduced";
    }
  }

  /** Leaves too little for the sample's files the first time that it is asked. */
  private static final class HeapFiller implements SampleMaker {
    private static final int MEGABYTE = 1 << 20;
    private final List<byte[]> taken = new ArrayList<>();
    private boolean asked;

    @Override
    public Outcome make(CaptionedPicture captioned, long seed) {
      taken.clear();
      RgbImage picture = captioned.picture().colour();
      Mask mask = Mask.filled(picture.width(), picture.height(), 1);
      LayeredImage layers = LayeredImage.twoLayer(picture, picture, mask);
      LayeredSample sample = new LayeredSample(captioned.caption(), picture, layers);
      try {
        while (!asked) {
          taken.add(new byte[MEGABYTE]);
        }
      } catch (OutOfMemoryError full) {
        asked = true;
        taken.subList(0, 2).clear();
      }
      return new Outcome.Kept(sample, Map.of());
    }

    @Override
    public String description() {
      return "fills the heap";
    }
  }

  private String build(String heap, String how) throws IOException, InterruptedException {
    Process machine =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                how.equals("full heap") ? "-XX:+UseSerialGC" : "-XX:+UseG1GC", // one without gaps
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Machine.class.getName(),
                folder.resolve("pictures").toString(),
                folder.resolve(how).toString(),
                how)
            .redirectErrorStream(true)
            .start();
    String said = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, machine.waitFor(), said);
    return said;
  }

  @Test
  void givenPicturesThatFillTheHeapTogether_thenEachIsMadeInItsTurn()
      throws IOException, InterruptedException {
    write(folder.resolve("pictures"), 8, 1500, 1200);
    assertTrue(build("-Xmx72m", "whole").contains("0 of 8 failed"));
  }

  @Test
  void givenPicturesOfWhichNoneFitsWhole_thenASmallOneIsDecodedAndTheWholeIsAFailedRecord()
      throws IOException, InterruptedException {
    write(folder.resolve("pictures"), 2, 3000, 2000);
    assertTrue(build("-Xmx100m", "small").contains("0 of 2 failed"));
    assertTrue(build("-Xmx100m", "whole").contains("2 of 2 failed"));
    LedgerRow row = Ledger.read(folder.resolve("whole")).rows().get(0);
    assertTrue(row.reason().contains("to fit into 100 MB of memory"), row.reason());
    assertEquals("large-0", row.key());
  }

  @Test
  void givenASampleWhoseFilesDoNotFitBesideOthers_thenItIsMadeOnceMoreAlone()
      throws IOException, InterruptedException {
    write(folder.resolve("pictures"), 1, 1500, 1200);
    assertTrue(build("-Xmx100m", "full heap").contains("0 of 1 failed"));
  }

  private DatasetBuild build(Supplier<? extends Error> failure, AtomicInteger calls) {
    PictureSource source =
        PictureSource.of("pictures", List.of(CaptionedPicture.of("k", "a", grey())));
    SampleMaker maker =
        new SampleMaker() {
          @Override
          public Outcome make(CaptionedPicture captioned, long seed) {
            calls.incrementAndGet();
            throw failure.get();
          }

          @Override
          public String description() {
            return "fails";
          }
        };
    return DatasetBuild.of(source, maker, folder.resolve("set"));
  }

  private static RgbImage grey() {
    return RgbImage.filled(4, 4, 0.5f, 0.5f, 0.5f);
  }

  @Test
  void givenARecordThatRunsOutOfMemory_thenItIsTriedOnceMoreAlone() {
    AtomicInteger calls = new AtomicInteger();
    assertEquals(1, build(OutOfMemoryError::new, calls).run().failed());
    assertEquals(2, calls.get());
  }

  @Test
  void givenARecordThatOverflowsTheStack_thenItIsAFailedRecord() {
    assertEquals(1, build(StackOverflowError::new, new AtomicInteger()).run().failed());
    LedgerRow row = Ledger.read(folder.resolve("set")).rows().get(0);
    assertEquals(Verdict.FAILED, row.verdict());
    assertTrue(row.reason().contains("nested too deeply"), row.reason());
  }

  @Test
  void givenABrokenInstallation_thenTheBuildStopsAndNamesTheRecord() {
    DatasetBuild broken = build(() -> new NoSuchMethodError("Foo.bar"), new AtomicInteger());
    String message = assertThrows(DatasetException.class, broken::run).getMessage();
    assertTrue(message.contains("'k'") && message.contains("Foo.bar"), message);
  }
}
