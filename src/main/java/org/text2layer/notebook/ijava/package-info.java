/**
 * The adapter for the IJava kernel, by the API that its notebooks see. IJava loads no extensions:
 * one call, in a start-up script or a cell, registers all views and imports the library. The
 * package depends on {@code notebook}, {@code notebook.kernel} and {@code notebook.train}. Nothing
 * may depend on it.
 */
package org.text2layer.notebook.ijava;
