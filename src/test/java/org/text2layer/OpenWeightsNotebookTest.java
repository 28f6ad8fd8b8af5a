package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenWeightsNotebookTest {
  @TempDir Path folder;

  /** The tiny networks stand for what a user has put into the folder of models. */
  @Test
  void givenAFolderOfModelsThenTheNotebookOfOpenWeightsShowsWhatIsThere() throws IOException {
    UsersFolder.layOut(folder);
    Path models = folder.resolve("models");
    for (String name : List.of("stable-diffusion-v1-5", "layerdiffusion-v1")) {
      Files.move(folder.resolve(name), models.resolve(name));
    }
    List<String> cells =
        NewNotebook.codeOf("06-open-weights").stream()
            .map(cell -> cell.replace("../models", models.toString().replace('\\', '/')))
            .map(cell -> cell.replace("../target/pictures", folder.toString().replace('\\', '/')))
            .map(cell -> cell.replace("Preset.fromEnvironment()", "Preset.CI"))
            // What networks of random weights find is everywhere a little.
            .map(
                cell ->
                    cell.replace(
                        "SynthesisConfiguration.standard()",
                        "new SynthesisConfiguration(256, 0.9f, 0, Framing.OBJECT)"))
            .toList();
    List<String> values = NewNotebook.run(cells);
    assertTrue(values.contains("\"From the folder: u2net\""), values.toString());
    assertTrue(values.contains("\"From the folder: lama\""), values.toString());
    assertTrue(values.contains("\"Both were there.\""), values.toString());
    assertTrue(Files.size(folder.resolve("taken-apart.psd")) > 640 * 640);
  }
}
