/** What can be told of a picture or a caption without a network: too dark, blurry, there twice. */
package org.text2layer.data.hygiene;
