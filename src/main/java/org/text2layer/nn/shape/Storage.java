package org.text2layer.nn.shape;

/** A piece of memory, which several tensors may look at; two of the same size are not equal. */
final class Storage {
  private final long activationBytes;

  Storage(long activationBytes) {
    this.activationBytes = activationBytes;
  }

  long activationBytes() {
    return activationBytes;
  }
}
