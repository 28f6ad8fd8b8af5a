import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import org.text2layer.Text2Layer;
import org.text2layer.image.IfExists;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.PngWriter;

/** From a cold start to the first picture: one process, one caption, one PNG. */
final class FirstPicture {
  private FirstPicture() {}

  public static void main(String[] arguments) throws IOException {
    long loaded;
    try (Text2Layer model = Text2Layer.load()) {
      loaded = System.currentTimeMillis();
      LayeredImage picture = model.generate(Models.request(20, Models.SEED));
      PngWriter.write(
          picture.composed(), picture.provenance(), Path.of(arguments[0]), IfExists.REPLACE);
    }
    long loading = loaded - ManagementFactory.getRuntimeMXBean().getStartTime();
    System.out.printf(
        Locale.ROOT,
        "{\"peak_mb\": %s, \"load_seconds\": %s}%n",
        Memory.megabytes("VmHWM"),
        loading / 1000.0);
  }
}
