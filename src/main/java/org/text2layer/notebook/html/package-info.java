/**
 * An inner package: the few forms of markup that all views are made of. The package depends on
 * {@code image} and {@code image.export}. Only {@code notebook} may depend on it.
 */
package org.text2layer.notebook.html;
