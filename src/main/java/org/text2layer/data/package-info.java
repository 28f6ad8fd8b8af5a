/**
 * Captioned pictures and their layers: the samples that models learn from and are measured with,
 * the bundled Emoji Scenes with its splits, and StampScenes that a user builds. A sample is plain
 * values, made from a seed in any order on any machine. {@code input} reads captioned pictures,
 * {@code build} makes data sets of them, with {@code shards} and a {@code ledger}; {@code hygiene}
 * looks at pictures and captions. {@code synth}, {@code train}, {@code metrics} and {@code
 * notebook} may depend on this package; it depends on {@code model} and what that sees.
 */
package org.text2layer.data;
