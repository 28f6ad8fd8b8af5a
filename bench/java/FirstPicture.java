import java.io.IOException;
import java.nio.file.Path;
import org.text2layer.Text2Layer;
import org.text2layer.image.IfExists;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.PngWriter;

/** From a cold start to the first picture: one process, one caption, one PNG. */
final class FirstPicture {
  private FirstPicture() {}

  public static void main(String[] arguments) throws IOException {
    try (Text2Layer model = Text2Layer.load()) {
      LayeredImage picture = model.generate(Models.request(20, Models.SEED));
      PngWriter.write(
          picture.composed(), picture.provenance(), Path.of(arguments[0]), IfExists.REPLACE);
    }
    System.out.println("{\"peak_mb\": " + Memory.megabytes("VmHWM") + "}");
  }
}
