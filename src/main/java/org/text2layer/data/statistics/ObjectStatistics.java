package org.text2layer.data.statistics;

import java.util.List;
import java.util.Objects;
import org.text2layer.data.statistics.distribution.CountDistribution;
import org.text2layer.data.statistics.distribution.Frequencies;
import org.text2layer.data.statistics.objects.ObjectDetector;

/**
 * What an object detector found.
 *
 * @param perPicture how many objects a picture has
 * @param perCategory how many objects of each category there are
 */
public record ObjectStatistics(CountDistribution perPicture, Frequencies<String> perCategory) {
  /** Checks that nothing is missing. */
  public ObjectStatistics {
    Objects.requireNonNull(perPicture, "perPicture");
    Objects.requireNonNull(perCategory, "perCategory");
  }

  /** Of no pictures yet. */
  static ObjectStatistics none() {
    return new ObjectStatistics(CountDistribution.none(), Frequencies.none());
  }

  /** With one more picture. */
  ObjectStatistics plus(List<ObjectDetector.NamedObject> objects) {
    Frequencies<String> categories = perCategory;
    for (ObjectDetector.NamedObject object : objects) {
      categories = categories.plus(object.category());
    }
    return new ObjectStatistics(perPicture.plus(objects.size()), categories);
  }

  /** Of the pictures of both. */
  ObjectStatistics plus(ObjectStatistics other) {
    return new ObjectStatistics(
        perPicture.plus(other.perPicture), perCategory.plus(other.perCategory));
  }
}
