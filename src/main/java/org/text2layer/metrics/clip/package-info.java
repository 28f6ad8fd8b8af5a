/**
 * How well a caption and a picture fit: CLIP score with a CLIP of the user's, and an embedded score
 * for Emoji Scenes that is not CLIP.
 */
package org.text2layer.metrics.clip;
