/**
 * The adapter for the IJava kernel, by the API that its notebooks see. IJava loads no extensions:
 * one call in a cell registers all views. The package depends on {@code notebook} and {@code
 * notebook.train}. Nothing may depend on it.
 */
package org.text2layer.notebook.ijava;
