/**
 * The adapter for the JJava kernel: an extension that JJava finds by its service file and that
 * registers all views and imports the library when the kernel starts. The package depends on {@code
 * notebook}, {@code notebook.kernel} and {@code notebook.train}. Nothing may depend on it.
 */
package org.text2layer.notebook.jjava;
