import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.text2layer.image.IfExists;
import org.text2layer.image.PictureReader;
import org.text2layer.image.PngWriter;
import org.text2layer.image.Resampling;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/**
 * This project's side of the row of large pictures: one file to 256 x 256, as a build reads it. Arguments: the file, how
 * often, "reduced" or "whole" for all pixels, the PNG to write.
 */
final class LargePictures {
  private static final int SIDE = 256;

  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    int repeat = Integer.parseInt(arguments[1]);
    boolean whole = arguments[2].equals("whole");
    RgbImage small = small(file, whole);
    for (int i = 1; i < repeat; i++) { // until Java has compiled it
      small = small(file, whole);
    }
    long start = System.nanoTime();
    for (int i = 0; i < repeat; i++) {
      small = small(file, whole);
    }
    double seconds = (System.nanoTime() - start) / 1e9 / repeat;
    PngWriter.write(small, Map.of(), Path.of(arguments[3]), IfExists.REPLACE);
    System.out.println(
        String.format(Locale.ROOT, "{\"seconds\": %.4f, \"peak_mb\": %d}", seconds, peak()));
  }

  private static RgbImage small(Path file, boolean whole) throws IOException {
    ByteArrayInputStream stream = new ByteArrayInputStream(Files.readAllBytes(file));
    PictureReader reader = PictureReader.standard();
    RgbaImage picture =
        whole
            ? reader.readRgba(stream, file.toString())
            : reader.readReduced(stream, file.toString(), 2 * SIDE).picture();
    return picture.overWhite().covering(SIDE, SIDE, Resampling.BICUBIC);
  }

  private static long peak() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
