package org.text2layer.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
  private static final FolderDescription OWN = new FolderDescription("run.json", "{\"seed\": 1}\n");

  @TempDir Path folder;

  private FolderLock take(FolderDescription description) throws IOException {
    return FolderLock.take(folder, description, List.of("checkpoints"));
  }

  private String refusal(FolderDescription description) {
    return assertThrows(FolderException.class, () -> take(description).close()).getMessage();
  }

  /** Asks for the folder in a virtual machine of its own. */
  static final class Other {
    public static void main(String[] arguments) throws IOException {
      try {
        FolderLock.take(Path.of(arguments[0]), OWN, List.of()).close();
        System.out.print("taken");
      } catch (FolderException error) {
        System.out.print(error.getMessage());
      }
    }
  }

  private String otherMachine() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(child.getInputStream().readAllBytes());
    child.waitFor();
    return said;
  }

  @Test
  void givenAHeldFolder_thenNobodyElseGetsItBeforeItIsClosed() throws Exception {
    FolderLock held = take(OWN);
    assertTrue(otherMachine().contains("another one is writing there"));
    assertTrue(refusal(OWN).contains("another one is writing there"));
    assertTrue(
        otherMachine().contains("another one is writing there"),
        "a refusal in this virtual machine must not unlock the folder for others");
    held.close();
    assertEquals("taken", otherMachine());
    FolderLock next = take(OWN);
    held.close(); // twice, while another one holds it
    assertTrue(refusal(OWN).contains("another one is writing there"));
    next.close();
  }

  @Test
  void givenTheSameFolderByAnotherPath_thenItIsHeldAsWell() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    Files.writeString(folder.resolve("run.json"), OWN.text());
    FolderLock held = take(OWN);
    assertThrows(FolderException.class, () -> FolderLock.take(link, OWN, List.of()).close());
    held.close();
  }

  @Test
  void givenWhatAKilledRunLeft_thenItIsDeletedAndTheRestStays() throws IOException {
    Path checkpoints = Files.createDirectories(folder.resolve("checkpoints"));
    Files.writeString(
        Files.createDirectory(checkpoints.resolve(".part-0000000002")).resolve("unet"), "half");
    Files.writeString(checkpoints.resolve("0000000001"), "whole");
    Files.writeString(folder.resolve("run.json"), OWN.text());
    Files.writeString(folder.resolve(".part-end.json"), "ha");
    Path others = Files.createDirectories(folder.resolve("of another run"));
    Files.writeString(others.resolve(".part-1"), "being written");
    take(OWN).close();
    try (var files = Files.walk(folder)) {
      assertEquals(
          List.of(
              "",
              ".lock",
              "checkpoints",
              "checkpoints/0000000001",
              "of another run",
              "of another run/.part-1",
              "run.json"),
          files.map(file -> folder.relativize(file).toString()).sorted().toList());
    }
  }

  @Test
  void givenARunKilledBeforeItsDescriptionWasThere_thenTheFolderCountsAsEmpty() throws IOException {
    Files.writeString(folder.resolve(".part-run.json"), "{\"se");
    take(OWN).close();
    assertEquals(OWN.text(), Files.readString(folder.resolve("run.json")));
    assertFalse(Files.exists(folder.resolve(".part-run.json")));
  }

  @Test
  void givenAFolderOfSomethingElse_thenItIsRefusedAndUntouched() throws IOException {
    Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear");
    assertTrue(refusal(OWN).contains("has other files"));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(letter), files.toList());
    }
    Files.delete(letter);
    Path theirs = Files.writeString(folder.resolve("run.json"), "{\"seed\":2}");
    assertTrue(refusal(OWN).contains("its seed is 2 and not 1"), refusal(OWN));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(theirs), files.toList());
    }
  }

  @Test
  void givenADescriptionThatIsNone_thenOneSentenceSaysSo() throws IOException {
    for (String text :
        List.of(
            "", "[1]", "\0", "{\"seed\"", "[".repeat(100_000), "[" + "1,".repeat(9999) + "1]")) {
      Files.writeString(folder.resolve("run.json"), text);
      String message = refusal(OWN);
      assertTrue(message.contains("run.json"), message);
      assertTrue(message.endsWith("choose another folder."), message);
      assertTrue(message.length() < 1000, message);
    }
    Files.write(folder.resolve("run.json"), new byte[(1 << 20) + 1]);
    assertTrue(refusal(OWN).contains("larger than 1 MB"), refusal(OWN));
  }
}
