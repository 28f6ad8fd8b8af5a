/**
 * How well a caption and a picture fit: CLIP score with a CLIP of the user's, and an embedded score
 * for Emoji Scenes that is not CLIP. The package depends on {@code data.statistics}, {@code image},
 * {@code metrics.features}, {@code model} and {@code nn}. Only {@code experiment} and its own
 * sub-packages may depend on it.
 */
package org.text2layer.metrics.clip;
