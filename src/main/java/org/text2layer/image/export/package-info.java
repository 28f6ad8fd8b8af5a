/**
 * Layered images as files: a ZIP of PNGs with a JSON manifest, written and read back, and
 * OpenRaster for Krita and GIMP. The same image gives the same bytes, and both formats hold it
 * rounded to 8 bits a channel. The package depends on {@code image} and {@code folder}. Only {@code
 * experiment}, {@code notebook.html} and {@code synth.quality.defect} may depend on it.
 */
package org.text2layer.image.export;
