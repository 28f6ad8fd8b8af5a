package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        codeOf(Path.of("notebooks/06-open-weights.ipynb")).stream()
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

  private static List<String> codeOf(Path notebook) throws IOException {
    List<String> cells = new ArrayList<>();
    JsonObject json = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
    for (JsonElement cell : json.getAsJsonArray("cells")) {
      if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code")) {
        StringBuilder code = new StringBuilder();
        cell.getAsJsonObject()
            .getAsJsonArray("source")
            .forEach(line -> code.append(line.getAsString()));
        cells.add(code.toString());
      }
    }
    return cells;
  }
}
