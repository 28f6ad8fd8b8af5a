package org.text2layer.experiment.table;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.text2layer.experiment.cell.CellFolder;
import org.text2layer.experiment.plan.TableException;
import org.text2layer.experiment.plan.TablePreset;
import org.text2layer.folder.FolderDescription;
import org.text2layer.folder.FolderException;
import org.text2layer.nn.device.SoftwareVersions;

/**
 * Where the results of one preset are: {@code preset.json}, {@code training/}, {@code samples/},
 * {@code cells/}, {@code tables/}.
 *
 * @param folder of all
 */
record ResultFolder(Path folder) {
  private static final int FORMAT = 1;

  /**
   * Opens a folder that is new, empty, or of the same preset and version.
   *
   * @throws TableException if it is of something else
   */
  static ResultFolder open(Path folder, TablePreset preset) {
    JsonObject own = new JsonObject();
    own.addProperty("format", FORMAT);
    own.addProperty("text2layer", SoftwareVersions.ownOrDevelopment());
    own.add("preset", preset.toJson());
    String text = new GsonBuilder().setPrettyPrinting().create().toJson(own) + "\n";
    try {
      new FolderDescription("preset.json", text).claim(folder);
    } catch (FolderException error) {
      throw new TableException(error.getMessage(), error);
    } catch (IOException error) {
      throw new TableException(
          "Expected to keep results in %s but it failed (%s): check the folder."
              .formatted(folder, error),
          error);
    }
    return new ResultFolder(folder);
  }

  /** Where methods are trained. */
  Path training() {
    return folder.resolve("training");
  }

  Path samples(String method, long seed, String set) {
    return folder.resolve("samples").resolve(method).resolve("seed-" + seed).resolve(set);
  }

  CellFolder cells(Consumer<String> listener) {
    return new CellFolder(folder.resolve("cells"), listener);
  }

  /** Where tables are written. */
  Path tables() {
    return folder.resolve("tables");
  }
}
