package org.text2layer.nn.shape;

/** A piece of memory, which several tensors may look at; two of the same size are not equal. */
final class Storage {
  private final long activationBytes;

  private Storage(long activationBytes) {
    this.activationBytes = activationBytes;
  }

  static Storage activation(long bytes) {
    return new Storage(bytes);
  }

  /** Parameters are counted once for the whole network, not where they are read. */
  static Storage parameter() {
    return new Storage(0);
  }

  long activationBytes() {
    return activationBytes;
  }
}
