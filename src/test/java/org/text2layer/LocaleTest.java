package org.text2layer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Ninety of the JDK's locales write other digits, and Turkish another upper case of i: what becomes
 * a file name, an id, a format or a message is written without the user's locale. Only these rules
 * see a place that no test runs in another locale.
 */
@AnalyzeClasses(packages = "org.text2layer", importOptions = ImportOption.DoNotIncludeTests.class)
class LocaleTest {
  @ArchTest
  static final ArchRule nothingIsWrittenInTheUsersLocale =
      noClasses()
          .should()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "toUpperCase")
          .orShould()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(PrintStream.class, "printf", String.class, Object[].class)
          .orShould()
          .callConstructor(DecimalFormat.class, String.class)
          .orShould()
          .callMethod(NumberFormat.class, "getInstance")
          .because("it takes the digits and letters of the user's locale: give Locale.ROOT");

  /** A text and its {@code formatted}: %s writes a number without the locale, %d and %f with it. */
  private static final Pattern FORMATTED =
      Pattern.compile(
          "(\"\"\"(?:(?!\"\"\").)*\"\"\"|(?:\"(?:[^\"\\\\\n]|\\\\.)*\"[\\s+]*)+\\)?)\\s*\\.formatted\\(",
          Pattern.DOTALL);

  private static final Pattern LOCALIZED =
      Pattern.compile("(?<!%)%(?:\\d+\\$)?[-#+ 0,(]*\\d*(?:\\.\\d+)?[deEfgGt]");

  @Test
  void givenFormattedInASource_thenItsTextHasNoLocalizedNumber() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<String> problems =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(LocaleTest::localized)
              .toList();
      assertEquals(List.of(), problems, "Write %s, or String.format(Locale.ROOT, ...).");
    }
  }

  private static Stream<String> localized(Path file) {
    try {
      return FORMATTED
          .matcher(Files.readString(file))
          .results()
          .map(MatchResult::group)
          .filter(text -> LOCALIZED.matcher(text).find())
          .map(text -> file + ": " + text)
          .toList()
          .stream();
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }
}
