/**
 * What is in a data set (paper, App. II): the lengths and words of its captions, how large its
 * masks are and of how many parts, which objects they show; and two sets side by side. The package
 * depends on {@code data}, {@code image} and {@code model}. Only {@code synth.quality.measure} and
 * {@code notebook.quality} may depend on it.
 */
package org.text2layer.data.statistics;
