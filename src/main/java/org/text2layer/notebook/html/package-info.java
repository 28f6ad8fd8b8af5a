/**
 * The few forms of markup that all views are made of. A package of its own, so that notebooks,
 * which import the views, do not see it. It depends on {@code image} only; {@code notebook} and
 * what is below it may depend on it.
 */
package org.text2layer.notebook.html;
