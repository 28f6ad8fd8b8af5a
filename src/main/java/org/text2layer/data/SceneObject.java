package org.text2layer.data;

/**
 * A cut-out.
 *
 * @param file its picture in the data set
 * @param phrase how a caption begins: "a red apple"
 * @param name "red apple"
 * @param category "food", for example
 */
public record SceneObject(String file, String phrase, String name, String category) {}
