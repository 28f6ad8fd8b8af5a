/**
 * What can be told of a picture or a caption without a network: too dark, blurry, there twice. The
 * package depends on {@code data.input} and {@code image}. Only {@code notebook}, {@code
 * notebook.data} and {@code synth} may depend on it.
 */
package org.text2layer.data.hygiene;
