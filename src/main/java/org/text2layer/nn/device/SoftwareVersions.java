package org.text2layer.nn.device;

import ai.djl.engine.Engine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What computed a result, for its provenance. Thread-safe. */
public final class SoftwareVersions {
  private SoftwareVersions() {}

  /** The library's own; empty where it is not packaged. */
  public static Optional<String> own() {
    return Optional.ofNullable(SoftwareVersions.class.getPackage().getImplementationVersion());
  }

  /** The library's own, or "development" where it is not packaged. */
  public static String ownOrDevelopment() {
    return own().orElse("development");
  }

  /** Of text2layer, java, djl and pytorch, in this order. */
  public static Map<String, String> all() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("text2layer", ownOrDevelopment());
    versions.put("java", System.getProperty("java.version"));
    versions.put("djl", Engine.getDjlVersion());
    versions.put("pytorch", Engine.getEngine("PyTorch").getVersion());
    return Collections.unmodifiableMap(versions);
  }
}
