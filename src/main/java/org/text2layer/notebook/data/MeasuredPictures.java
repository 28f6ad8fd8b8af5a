package org.text2layer.notebook.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.text2layer.data.hygiene.PictureQuality;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Picture;
import org.text2layer.image.PictureException;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.notebook.html.Html;

/**
 * The measures of all pictures of a source; the pictures themselves are read again when some are
 * asked for, so that a large source takes little memory.
 *
 * @param source to read from again
 * @param measures by key, in the source's order; a key that repeats has "(2)" and so on behind it
 * @param captions of the records
 * @param unreadable how many records have no picture or caption that can be read
 */
record MeasuredPictures(
    PictureSource source,
    Map<String, PictureQuality> measures,
    List<String> captions,
    int unreadable) {
  MeasuredPictures {
    measures = Collections.unmodifiableMap(new LinkedHashMap<>(measures));
    captions = List.copyOf(captions);
  }

  static MeasuredPictures of(PictureSource source) {
    Map<String, PictureQuality> measures = new LinkedHashMap<>();
    List<String> captions = new ArrayList<>();
    int[] unreadable = {0};
    each(
        source,
        (key, record) -> {
          Optional<RgbImage> picture = picture(record);
          if (picture.isPresent()) {
            measures.put(key, PictureQuality.of(picture.get()));
          } else {
            unreadable[0]++;
          }
          if (record instanceof CaptionedPicture captioned) {
            captions.add(captioned.caption());
          }
          return true;
        });
    return new MeasuredPictures(source, measures, captions, unreadable[0]);
  }

  /** The pictures of some keys, with the pixels that a thumbnail has. */
  Map<String, Picture> pictures(Set<String> keys, int side) {
    Map<String, Picture> found = new HashMap<>();
    each(
        source,
        (key, record) -> {
          if (keys.contains(key)) {
            picture(record).ifPresent(picture -> found.put(key, Html.fitted(picture, side)));
          }
          return found.size() < keys.size();
        });
    return found;
  }

  /** Goes through the records with keys that do not repeat, until told not to go on. */
  private static void each(PictureSource source, BiPredicate<String, InputRecord> look) {
    Map<String, Integer> seen = new HashMap<>();
    int looked = 0;
    try (Stream<InputRecord> records = source.records()) {
      Iterator<InputRecord> iterator = records.iterator();
      boolean goOn = true;
      while (goOn && iterator.hasNext()) {
        if (Thread.interrupted()) {
          throw new CancellationException(
              "Expected to look at all pictures but it was stopped after %s: run the cell again."
                  .formatted(looked));
        }
        InputRecord record = iterator.next();
        int times = seen.merge(record.key(), 1, Integer::sum);
        goOn = look.test(times == 1 ? record.key() : record.key() + " (" + times + ")", record);
        looked++;
      }
    }
  }

  /** Laid over white where it is transparent, as browsers and the recipe do. */
  private static Optional<RgbImage> picture(InputRecord record) {
    if (!(record instanceof CaptionedPicture captioned)) {
      return Optional.empty();
    }
    try {
      RgbaImage picture = captioned.picture();
      RgbImage white = RgbImage.filled(picture.width(), picture.height(), 1, 1, 1);
      ImageLayer layer = new ImageLayer("picture", picture.colour(), picture.alpha());
      return Optional.of(LayeredImage.of(white, List.of(layer)).composed());
    } catch (PictureException damaged) { // a build's ledger says why
      return Optional.empty();
    }
  }
}
