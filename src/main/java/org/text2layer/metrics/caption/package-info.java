/**
 * How well a caption and a picture fit: the embedded score for Emoji Scenes, which is not CLIP, and
 * its training; {@code model.clip} has the score of a user's CLIP. The package depends on {@code
 * data}, {@code image}, {@code metrics.features}, {@code model} and {@code nn}. Only {@code
 * experiment} may depend on it.
 */
package org.text2layer.metrics.caption;
