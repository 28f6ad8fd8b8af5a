/**
 * Views of data sets: what a build kept, dropped and could not read, by which score, and what
 * another threshold would do; what is wrong with pictures at first sight; and labels that people
 * give in a cell. {@link BuildView} leads to most of them. The package depends on {@code data},
 * {@code image}, {@code metrics.features}, {@code notebook} and {@code synth}. Nothing may depend
 * on it.
 */
package org.text2layer.notebook.data;
