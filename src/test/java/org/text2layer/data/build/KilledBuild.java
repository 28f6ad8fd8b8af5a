package org.text2layer.data.build;

import java.nio.file.Path;
import org.text2layer.data.input.PictureSource;

/** A build in a virtual machine of its own, to be killed: source folder, data set folder. */
final class KilledBuild {
  private static final long MILLIS_A_PICTURE = 25;

  private KilledBuild() {}

  static BuildOptions options() {
    return BuildOptions.standard().withWorkers(2).withSeed(5).withSizes(4, 3);
  }

  public static void main(String[] arguments) {
    DatasetBuild.of(
            PictureSource.folder(Path.of(arguments[0])),
            new ThresholdMaker(MILLIS_A_PICTURE),
            Path.of(arguments[1]))
        .withOptions(options())
        .withListener(report -> System.out.println(report.done()))
        .run();
  }
}
