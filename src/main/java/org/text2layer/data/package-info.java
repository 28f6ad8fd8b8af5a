/**
 * Captioned pictures and their layers: the samples that models learn from and are measured with,
 * the bundled Emoji Scenes with its splits, and StampScenes that a user builds. A sample is plain
 * values, made from a seed in any order on any machine. The package depends on {@code image}. Only
 * its own sub-packages, {@code experiment}, {@code metrics.caption}, {@code metrics.generated},
 * {@code notebook}, {@code synth} and {@code train} may depend on it.
 */
package org.text2layer.data;
