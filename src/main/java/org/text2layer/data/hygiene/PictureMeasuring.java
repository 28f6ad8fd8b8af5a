package org.text2layer.data.hygiene;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.FailedRecord;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.image.PictureReader;

/**
 * One pass over a source: its pictures' measures, its captions, and what could not be read. Some
 * records at a time are looked at side by side, one a processor, and told in their order.
 */
final class PictureMeasuring {
  private static final int BATCH = 4 * Runtime.getRuntime().availableProcessors();

  private static final String LEFT_OUT = "";

  private final Map<String, PictureQuality> measures = new LinkedHashMap<>();
  private final List<String> captions = new ArrayList<>();
  private final List<FailedRecord> unreadable = new ArrayList<>();
  private long done;

  /** Either measures, or why there are none. */
  private record Look(Optional<PictureQuality> quality, String reason) {}

  PictureMeasuring(PictureSource source, HygieneListener listener) {
    listener.onLooked(0, source.size());
    NumberedKeys keys = new NumberedKeys();
    try (Stream<InputRecord> records = source.records()) {
      Iterator<InputRecord> iterator = records.iterator();
      while (iterator.hasNext()) {
        List<InputRecord> batch = next(iterator);
        List<Optional<Look>> looks =
            batch.parallelStream().map(PictureMeasuring::besideOthers).toList();
        for (int i = 0; i < batch.size(); i++) {
          InputRecord record = batch.get(i);
          add(keys.next(record), record, looks.get(i).orElseGet(() -> alone(record)));
        }
        listener.onLooked(done, iterator.hasNext() ? source.size() : OptionalLong.of(done));
      }
    }
  }

  private List<InputRecord> next(Iterator<InputRecord> iterator) {
    List<InputRecord> batch = new ArrayList<>();
    while (batch.size() < BATCH && iterator.hasNext()) {
      if (Thread.interrupted()) {
        throw new CancellationException(
            "Expected to look at all pictures but it was stopped after %s: run the cell again."
                .formatted(done));
      }
      batch.add(iterator.next());
    }
    return batch;
  }

  /** Empty where memory is too short beside others. */
  private static Optional<Look> besideOthers(InputRecord record) {
    try {
      return Optional.of(look(record));
    } catch (OutOfMemoryError error) {
      return Optional.empty();
    }
  }

  private static Look alone(InputRecord record) {
    try {
      return look(record);
    } catch (OutOfMemoryError error) {
      return failed(
          "Expected the picture to fit into %s MB of memory but it does not: make it smaller, or give Java more by -Xmx."
              .formatted(Runtime.getRuntime().maxMemory() >> 20));
    }
  }

  private static Look look(InputRecord record) {
    if (!(record instanceof CaptionedPicture captioned)) {
      return failed(record instanceof FailedRecord unread ? unread.reason() : LEFT_OUT);
    }
    try {
      PictureReader.Reduced read = captioned.pictureReducedTo(PictureQuality.LEAST_SIDE);
      PictureQuality quality =
          PictureQuality.of(read.picture().overWhite(), read.width(), read.height());
      return new Look(Optional.of(quality), "");
    } catch (RuntimeException error) { // one bad record must not hide the others
      return failed(error.getMessage() == null ? error.getClass().getName() : error.getMessage());
    }
  }

  private static Look failed(String reason) {
    return new Look(Optional.empty(), reason);
  }

  private void add(String key, InputRecord record, Look look) {
    done++;
    if (look.quality().isPresent()) {
      measures.put(key, look.quality().get());
    } else if (!look.reason().equals(LEFT_OUT)) {
      unreadable.add(new FailedRecord(key, record.source(), look.reason()));
    }
    if (record instanceof CaptionedPicture captioned) {
      captions.add(captioned.caption());
    }
  }

  Map<String, PictureQuality> measures() {
    return measures;
  }

  List<String> captions() {
    return captions;
  }

  List<FailedRecord> unreadable() {
    return unreadable;
  }
}
