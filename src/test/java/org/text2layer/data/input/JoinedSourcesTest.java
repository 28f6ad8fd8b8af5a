package org.text2layer.data.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JoinedSourcesTest {
  private final List<String> events = new ArrayList<>();

  @Test
  void givenTwoSourcesAndAnEmptyOne_thenTheirRecordsFollowOneAnother() {
    PictureSource joined =
        PictureSource.joined(List.of(source("a", 2), source("b", 0), source("c", 1)));
    assertEquals(List.of("a0! no", "a1! no", "c0! no"), Inputs.lines(joined));
    assertEquals("a + b + c", joined.description());
    assertEquals(OptionalLong.of(3), joined.size());
  }

  @Test
  void givenASecondSource_thenItIsOpenedWhenTheFirstIsAtItsEndAndClosed() {
    try (Stream<InputRecord> records =
        PictureSource.joined(List.of(source("a", 2), source("b", 9))).records()) {
      Iterator<InputRecord> iterator = records.iterator();
      iterator.next();
      iterator.next();
      assertEquals(List.of("open a"), events);
      iterator.next();
    }
    assertEquals(List.of("open a", "close a", "open b", "close b"), events);
  }

  private PictureSource source(String name, int count) {
    List<InputRecord> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new FailedRecord(name + i, name, "no"));
    }
    PictureSource listed = PictureSource.of(name, all);
    return new PictureSource() {
      @Override
      public Stream<InputRecord> records() {
        events.add("open " + name);
        return listed.records().onClose(() -> events.add("close " + name));
      }

      @Override
      public String description() {
        return name;
      }

      @Override
      public OptionalLong size() {
        return listed.size();
      }
    };
  }
}
