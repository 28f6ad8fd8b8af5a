/**
 * The adapter for the IJava kernel, by the API that its notebooks see. IJava loads no extensions:
 * one call in a cell registers all views. It depends on {@code notebook} and IJava's base-kernel
 * API; nothing depends on it.
 */
package org.text2layer.notebook.ijava;
