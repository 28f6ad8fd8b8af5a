package org.text2layer.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Slim containers have none. Only where fontconfig finds Java's fonts can they be taken away. */
@EnabledOnOs(OS.LINUX)
class WithoutFontsTest {
  @TempDir Path folder;

  /** Runs in a Java without fonts. */
  public static final class Machine {
    public static void main(String[] arguments) {
      try {
        Views.chart("loss").paint(new BufferedImage(9, 9, 1).createGraphics(), 200, 100);
        System.out.println("fonts");
      } catch (Error expected) {
        System.out.println("no fonts");
      }
      for (int time = 0; time < 2; time++) { // AWT fails in another way the second time
        View view = Views.of(Views.chart("loss"));
        System.out.println(view.html());
        System.out.println(view.png().isPresent());
      }
      System.out.println(Views.of(Views.redOverBlue(Map.of())).html().contains("data:image/png"));
    }
  }

  @Test
  void givenAMachineWithoutFonts_thenAChartIsItsNumbersAndASentenceNamesThePackage()
      throws IOException, InterruptedException {
    Path fonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            Machine.class.getName());
    builder.environment().put("FONTCONFIG_FILE", fonts.toString());
    Process machine = builder.redirectErrorStream(true).start();
    String said = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, machine.waitFor(), said);
    String[] lines = said.lines().toArray(String[]::new);
    assertEquals("no fonts", lines[0], said);
    for (int time = 0; time < 2; time++) {
      assertTrue(lines[1 + 2 * time].contains("0: 1, 1: 0"), said);
      assertTrue(lines[1 + 2 * time].contains("apt-get install fontconfig fonts-dejavu-core"));
      assertEquals("false", lines[2 + 2 * time], said);
    }
    assertEquals("true", lines[5], said);
  }
}
