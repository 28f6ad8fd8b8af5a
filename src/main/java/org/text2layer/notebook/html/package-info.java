/**
 * The few forms of markup that all views are made of. A package of its own, so that notebooks,
 * which import the views, do not see it. The package depends on {@code image}. Only {@code
 * notebook} may depend on it.
 */
package org.text2layer.notebook.html;
