package org.text2layer.model;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps the embedded text encoder open from the first class that asks for it to the end of the
 * process: what these classes load shares its network, as in a notebook that has a model open.
 */
public final class KeptTextEncoder implements BeforeAllCallback {
  private static final MiniLmTextEncoder KEPT = MiniLmTextEncoder.embedded();

  @Override
  public void beforeAll(ExtensionContext context) {
    KEPT.positions();
  }
}
