package org.text2layer.data.card;

import java.util.Objects;

/**
 * What nobody but the maker of a data set can say of it. It stands in the card and changes no
 * sample.
 *
 * @param title what the set is called
 * @param licence of the pictures and captions, best as Hugging Face's identifier, such as
 *     "cc-by-4.0"; empty if it is not stated
 * @param origin where the pictures come from, in a sentence or two; may be empty
 */
public record DatasetDetails(String title, String licence, String origin) {
  /** Checks that there is a title. */
  public DatasetDetails {
    Objects.requireNonNull(licence, "licence");
    Objects.requireNonNull(origin, "origin");
    if (title.isBlank()) {
      throw new IllegalArgumentException(
          "Expected a title of the data set but it is empty: say what it shows.");
    }
  }

  /** "Layered pictures", and nothing else stated. */
  public static DatasetDetails notStated() {
    return new DatasetDetails("Layered pictures", "", "");
  }

  /** The same with another title. */
  public DatasetDetails withTitle(String newTitle) {
    return new DatasetDetails(newTitle, licence, origin);
  }

  /** The same with a licence. */
  public DatasetDetails withLicence(String newLicence) {
    return new DatasetDetails(title, newLicence, origin);
  }

  /** The same with an origin. */
  public DatasetDetails withOrigin(String newOrigin) {
    return new DatasetDetails(title, licence, newOrigin);
  }
}
