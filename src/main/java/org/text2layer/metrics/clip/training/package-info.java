/**
 * How the embedded caption score of Emoji Scenes was made. The package depends on {@code nn},
 * {@code model}, {@code data}, {@code metrics.features} and {@code metrics.clip}. Nothing may
 * depend on it.
 */
package org.text2layer.metrics.clip.training;
