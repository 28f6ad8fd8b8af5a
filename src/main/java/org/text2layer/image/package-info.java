/**
 * Layered images as plain values: any number of coloured layers with soft masks over one backdrop,
 * composed as in eq. 1 of the Text2Layer paper. Around them stand what every such value needs:
 * resampling that equals Pillow's, reading that trusts no file, and writing that leaves nothing
 * half done. The package depends on {@code image.format} and {@code folder}. Only {@code
 * image.export}, {@code model}, {@code pipeline}, {@code data}, {@code synth}, {@code train},
 * {@code metrics}, the front door, {@code experiment} and {@code notebook} may depend on it.
 */
package org.text2layer.image;
