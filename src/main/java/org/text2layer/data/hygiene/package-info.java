/**
 * What can be told of a picture or a caption without a network: too dark, blurry, there twice. The
 * package depends on {@code image}. Only {@code notebook.data} and {@code synth} may depend on it.
 */
package org.text2layer.data.hygiene;
