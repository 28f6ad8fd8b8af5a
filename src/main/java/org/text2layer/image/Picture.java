package org.text2layer.image;

import java.awt.image.BufferedImage;

/**
 * A rectangle of pixels that can be shown and written: with colours, with one channel, or with
 * both.
 */
public sealed interface Picture permits RgbImage, Mask, RgbaImage {
  /** Width in pixels, at least 1. */
  int width();

  /** Height in pixels, at least 1. */
  int height();

  /** Another size, antialiased, in floating point without rounding to 8 bits. */
  Picture resized(int width, int height, Resampling filter);

  /** A new picture for AWT with 8 bits a channel, rounded to the nearest level. */
  BufferedImage toBufferedImage();
}
