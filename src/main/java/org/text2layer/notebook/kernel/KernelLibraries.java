package org.text2layer.notebook.kernel;

import java.security.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether the classes that a notebook sees are new enough: IJava's jar carries Gson and
 * commons-lang3 under their own names, older than the library needs, and a class is taken from
 * there first.
 */
public final class KernelLibraries {
  private static final List<NewMethod> NEEDED =
      List.of(
          new NewMethod("com.google.gson.JsonParser", "parseString"),
          new NewMethod("com.google.gson.stream.JsonReader", "setStrictness"),
          new NewMethod("org.apache.commons.lang3.StringUtils", "getIfEmpty"));

  private KernelLibraries() {}

  /**
   * Checks them.
   *
   * @throws IllegalStateException if one is too old or missing
   */
  public static void check() {
    NEEDED.stream()
        .flatMap(each -> each.problem().stream())
        .findFirst()
        .ifPresent(KernelLibraries::refuse);
  }

  private static void refuse(String problem) {
    throw new IllegalStateException(
        "Expected the Gson and commons-lang3 of target/lib but "
            + problem
            + ": start the kernel by kernel/lab --ijava JAR, or put these two jars before IJava's on"
            + " its class path (docs/setup.md, \"IJava\").");
  }

  /** A method that only the newer library has. */
  private record NewMethod(String type, String name) {
    Optional<String> problem() {
      try {
        Class<?> found = Class.forName(type, false, NewMethod.class.getClassLoader());
        return Arrays.stream(found.getMethods()).anyMatch(each -> each.getName().equals(name))
            ? Optional.empty()
            : Optional.of(
                "an older one without " + type + "." + name + " comes first" + from(found));
      } catch (ClassNotFoundException | LinkageError missing) {
        return Optional.of("there is no " + type);
      }
    }

    private static String from(Class<?> found) {
      CodeSource source = found.getProtectionDomain().getCodeSource();
      return source == null ? "" : " (" + source.getLocation() + ")";
    }
  }
}
