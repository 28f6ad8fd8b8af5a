/**
 * The adapter for the IJava kernel, by the API that its notebooks see. IJava loads no extensions:
 * one call in a cell registers all views. The package depends on {@code notebook} and IJava's
 * base-kernel API. Nothing may depend on it.
 */
package org.text2layer.notebook.ijava;
