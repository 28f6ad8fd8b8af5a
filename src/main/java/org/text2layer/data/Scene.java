package org.text2layer.data;

/**
 * A backdrop.
 *
 * @param file its picture in the data set
 * @param kind one of 24, such as "beach"
 * @param variant of the kind
 * @param phrase how a caption ends: "on a beach by a turquoise sea"
 */
public record Scene(String file, String kind, String variant, String phrase) {}
