package org.text2layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a package-info says of dependencies is what {@link PackageTable} says. A name stands for its
 * sub-packages too, "the front door" for the root; libraries are named in plain words.
 */
class PackageInfoTest {
  private static final Pattern IDEA = Pattern.compile("^\\S.+?\\. The package depends on ");
  private static final Pattern SEES = Pattern.compile("The package depends on (.+?)\\.( |$)");
  private static final Pattern SEEN_BY =
      Pattern.compile("\\. (?:Only (.+?) may depend on it|Nothing may depend on it)\\.( |$)");
  private static final Pattern NAME =
      Pattern.compile("\\{@code ([a-z.]+)}|(the front door)|(its own sub-packages)");

  static Stream<String> packages() {
    return PackageTable.MAY_SEE.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void givenAPackage_thenItsInfoSaysItsIdeaAndWhoMayDependOnWhom(String name) throws IOException {
    assertEquals(List.of(), problems(name, text(name)));
  }

  private static String text(String name) throws IOException {
    Path folder = Path.of("src/main/java/org/text2layer");
    if (!name.equals("root")) {
      folder = folder.resolve(name.replace('.', '/'));
    }
    String source = Files.readString(folder.resolve("package-info.java"));
    return source
        .substring(source.indexOf("/**") + 3, source.indexOf("*/"))
        .replaceAll("\\s+\\*\\s|\\s+", " ")
        .strip();
  }

  private static List<String> problems(String name, String text) {
    List<String> problems = new ArrayList<>();
    if (!IDEA.matcher(text).find()) {
      problems.add("expected the package's idea first, then 'The package depends on ...'");
    }
    problems.addAll(unlike(name, SEES.matcher(text), PackageTable.MAY_SEE.get(name)));
    problems.addAll(unlike(name, SEEN_BY.matcher(text), PackageTable.seersOf(name)));
    return problems;
  }

  /** What a sentence lacks, and what it names though it is not so. */
  private static List<String> unlike(String name, Matcher sentence, Set<String> truth) {
    if (!sentence.find()) {
      return List.of("expected '%s' but there is no such sentence".formatted(sentence.pattern()));
    }
    List<String> problems = new ArrayList<>();
    Set<String> unnamed = new TreeSet<>(truth);
    String named = sentence.group(1) == null ? "" : sentence.group(1);
    for (Matcher each = NAME.matcher(named); each.find(); ) {
      String root = each.group(2) != null ? "root" : each.group(1);
      Set<String> covered = new TreeSet<>(truth);
      covered.removeIf(
          other -> !other.equals(root) && !other.startsWith((root == null ? name : root) + "."));
      if (covered.isEmpty()) {
        problems.add("'%s' is named but is not so in: %s".formatted(each.group(), named));
      }
      unnamed.removeAll(covered);
    }
    if (!unnamed.isEmpty()) {
      problems.add("%s are not named in: %s".formatted(unnamed, named));
    }
    return problems;
  }
}
