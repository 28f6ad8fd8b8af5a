/**
 * How the embedded caption score of Emoji Scenes was made. The package depends on {@code data},
 * {@code metrics.clip}, {@code metrics.features}, {@code model} and {@code nn}. Nothing may depend
 * on it.
 */
package org.text2layer.metrics.clip.training;
