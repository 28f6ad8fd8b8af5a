/**
 * Layered images as plain values: any number of coloured layers with soft masks over one backdrop,
 * composed as in eq. 1 of the Text2Layer paper. Around them stand what every such value needs:
 * resampling that equals Pillow's, reading that trusts no file, and writing that leaves nothing
 * half done. Every other package may depend on this one; it depends on the JDK and the WebP decoder
 * only.
 */
package org.text2layer.image;
