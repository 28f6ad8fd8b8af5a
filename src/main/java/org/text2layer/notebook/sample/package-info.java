/**
 * Layered samples as a page shows them: one as a row of pictures, masks drawn over what they are
 * of, and the stored samples of a build, of which only those shown are read. The package depends on
 * {@code data}, {@code image} and {@code notebook}. Only {@code notebook} may depend on it.
 */
package org.text2layer.notebook.sample;
