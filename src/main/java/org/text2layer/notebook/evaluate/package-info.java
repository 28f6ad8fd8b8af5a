/**
 * Views of an evaluation: distances with their intervals over what was varied, how scores are
 * distributed, two methods or metrics side by side, and the samples behind the numbers: best,
 * median and worst, and those that show a failure. It computes no metric. The package depends on
 * {@code image}, {@code metrics} and {@code notebook}. Nothing may depend on it.
 */
package org.text2layer.notebook.evaluate;
