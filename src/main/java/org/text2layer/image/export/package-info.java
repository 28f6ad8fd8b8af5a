/**
 * Layered images as files: a ZIP of PNGs with a JSON manifest, written and read back, and
 * OpenRaster for Krita and GIMP. The same image gives the same bytes, and both formats hold it
 * rounded to 8 bits a channel. Every package that sees {@code image} may depend on this one; it
 * depends on {@code image}, Gson for the manifest, and the JDK.
 */
package org.text2layer.image.export;
