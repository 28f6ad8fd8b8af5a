/**
 * An inner package: the three file formats, taken apart before anything is decoded: sizes,
 * animations, texts and missing pieces are found in the structure, and a decoder gets nothing but
 * pixels. What is wrong comes as an {@link org.text2layer.image.format.UnreadableException}, to
 * which the caller adds the file's name. Here stand the samples of AWT's pictures too. The package
 * depends on the JDK, the WebP decoder and {@code folder}. Only {@code image} may depend on it.
 */
package org.text2layer.image.format;
