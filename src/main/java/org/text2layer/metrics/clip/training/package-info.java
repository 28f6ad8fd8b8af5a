/** How the embedded caption score of Emoji Scenes was made. */
package org.text2layer.metrics.clip.training;
