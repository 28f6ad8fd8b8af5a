package org.text2layer.experiment.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.text2layer.data.StampScenes;
import org.text2layer.experiment.cell.TestSet;
import org.text2layer.experiment.method.PictureWorld;

/** The test sets of a preset. */
public final class TestSets {
  /** Key of the held-out scenes. */
  public static final String HELD_OUT = "held-out";

  /** Key of the broad set. */
  public static final String BROAD = "broad";

  /** Key of the photographs. */
  public static final String STAMPS = "stamps";

  private TestSets() {}

  /**
   * Held-out scenes first, then the broad set, then stamps if they are given.
   *
   * @throws org.text2layer.data.DatasetException if the stamps' folder is none
   */
  public static List<TestSet> of(PictureWorld world, Optional<Path> stamps) {
    List<TestSet> sets = new ArrayList<>();
    sets.add(TestSet.of(HELD_OUT, "held-out scenes", world.heldOut()));
    sets.add(TestSet.of(BROAD, world.broadTitle(), world.broad()));
    stamps.ifPresent(folder -> sets.add(TestSet.stamps(StampScenes.of(folder), world.size())));
    return List.copyOf(sets);
  }
}
