package org.text2layer.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeFileTest {
  @TempDir Path folder;

  private void assertOnlyThere(Path file, String content) throws IOException {
    assertEquals(content, Files.readString(file));
    try (var files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void givenADiskThatFillsUp_thenTheOldFileStaysAndNothingIsLeftBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("old.tar"), "old");
    IOException error =
        assertThrows(
            IOException.class,
            () ->
                WholeFile.replace(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }));
    assertEquals("No space left on device", error.getMessage());
    assertOnlyThere(file, "old");
  }

  @Test
  void givenABugInWhatIsWritten_thenTheOldFileStaysAndNothingIsLeftBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("old.tar"), "old");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            WholeFile.replace(
                file,
                out -> {
                  out.write(1);
                  throw new IllegalArgumentException("a key that is forbidden");
                }));
    assertOnlyThere(file, "old");
  }

  @Test
  void givenAFileThatIsWrittenOverSomeTime_thenItHasItsNameOnlyOnceItIsCommitted()
      throws IOException {
    Path file = folder.resolve("inside/of/new.tar");
    try (WholeFile abandoned = WholeFile.begin(file)) {
      abandoned.out().write(new byte[100_000]);
    }
    assertTrue(Files.notExists(file));
    try (WholeFile whole = WholeFile.begin(file)) {
      whole.out().write("all of it".getBytes(StandardCharsets.UTF_8));
      assertTrue(Files.notExists(file));
      whole.commit();
    }
    assertOnlyThere(file, "all of it");
  }

  @Test
  void givenAFileOfThatNameEvenOneThatAppearsMeanwhile_thenANewOneIsRefused() throws IOException {
    Path file = folder.resolve("late.json");
    assertThrows(
        FileAlreadyExistsException.class,
        () -> WholeFile.create(file, out -> Files.writeString(file, "other")));
    assertOnlyThere(file, "other");
    assertThrows(FileAlreadyExistsException.class, () -> WholeFile.create(file, out -> {}));
    assertOnlyThere(file, "other");
  }

  @Test
  void givenTwoWritersOfANewFileAtOnce_thenOneWinsAndTheOtherHearsSo() throws Exception {
    for (int round = 0; round < 20; round++) {
      Path file = folder.resolve(round + "/new.json");
      List<String> outcomes =
          atOnce(
              (name, together) -> {
                try {
                  WholeFile.create(
                      file,
                      out -> {
                        out.write(name.getBytes(StandardCharsets.UTF_8));
                        together.run(); // both have found no file
                      });
                  return name;
                } catch (FileAlreadyExistsException error) {
                  return "refused";
                }
              });
      assertEquals(1, outcomes.stream().filter("refused"::equals).count(), outcomes.toString());
      outcomes.remove("refused");
      assertOnlyThere(file, outcomes.get(0));
    }
  }

  @Test
  void givenTwoWritersThatReplaceAFileAtOnce_thenItIsWholeAndOfOneOfThem() throws Exception {
    Path file = folder.resolve("shared.json");
    String longText = "x".repeat(300_000);
    List<String> texts =
        atOnce(
            (name, together) -> {
              String text = name + longText;
              together.run();
              WholeFile.replace(file, text);
              return text;
            });
    String found = Files.readString(file);
    assertTrue(texts.contains(found));
    assertOnlyThere(file, found);
  }

  private interface Writer {
    String write(String name, Runnable together) throws IOException;
  }

  private static List<String> atOnce(Writer writer) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    Runnable together =
        () -> {
          try {
            barrier.await();
          } catch (Exception error) {
            throw new IllegalStateException(error);
          }
        };
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<String>> both = new ArrayList<>();
      for (String name : List.of("first", "second")) {
        Callable<String> write = () -> writer.write(name, together);
        both.add(threads.submit(write));
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<String> one : both) {
        outcomes.add(one.get());
      }
      return outcomes;
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void givenAnInterruptedThread_thenTheFileIsWrittenAndTheInterruptStays() throws IOException {
    Path file = folder.resolve("stopped.json");
    Thread.currentThread().interrupt();
    try {
      WholeFile.replace(file, "written");
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertOnlyThere(file, "written");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".part-0", "..tar", "-rf", "a\nb", "\u202egnp.exe", "%s %n", "\u0660\u0661.json"})
  void givenAnOddName_thenItIsAFileAsAnyOther(String name) throws IOException {
    Path file = folder.resolve(name);
    WholeFile.replace(file, "written");
    assertOnlyThere(file, "written");
  }

  @Test
  void givenTheLongestNameAFileCanHave_thenTheNameBesideIsNoLonger() throws IOException {
    Path file = folder.resolve("n".repeat(255));
    WholeFile.replace(file, "written");
    assertOnlyThere(file, "written");
  }

  @Test
  void givenAFolderOrTheRootOrAFileInTheWay_thenItFailsAndNothingIsLeft() throws IOException {
    Path taken = Files.createDirectories(folder.resolve("taken.json/inside")).getParent();
    Path file = Files.writeString(taken.resolve("file"), "");
    for (Path target : List.of(taken, file.resolve("below.json"), folder.getRoot())) {
      UncheckedIOException error =
          assertThrows(
              UncheckedIOException.class, () -> WholeFile.replace("table", target, "text"));
      assertTrue(
          error.getMessage().startsWith("Expected to write the table " + target + " but it failed"),
          error.getMessage());
    }
    try (var files = Files.walk(folder)) {
      assertEquals(List.of(folder, taken, file, taken.resolve("inside")), files.sorted().toList());
    }
  }
}
