import java.nio.file.Path;
import java.util.List;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.PictureSource;
import org.text2layer.synth.LayerRecipe;

/** The standard recipe over what {@link MixedInputs} wrote; prints how many records are done. */
final class RecipeBuild {
  private RecipeBuild() {}

  /** Arguments: the inputs' folder, the data set's folder, the number of workers. */
  public static void main(String[] arguments) {
    Path inputs = Path.of(arguments[0]);
    PictureSource source =
        PictureSource.joined(
            List.of(
                PictureSource.folder(inputs.resolve("folder")),
                PictureSource.csv(inputs.resolve("list/list.csv")),
                PictureSource.webDataset(inputs.resolve("pictures.tar"))));
    try (LayerRecipe recipe = LayerRecipe.standard()) {
      DatasetBuild.of(source, recipe, Path.of(arguments[1]))
          .withOptions(
              BuildOptions.standard()
                  .withWorkers(Integer.parseInt(arguments[2]))
                  .withSizes(16, 16))
          .withListener(report -> System.out.println(report.done()))
          .run();
    }
  }
}
