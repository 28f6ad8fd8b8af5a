/**
 * The adapter for the JJava kernel: an extension that JJava finds by its service file and that
 * registers all views and a few imports when the kernel starts. The package depends on {@code
 * notebook} and {@code notebook.train}. Nothing may depend on it.
 */
package org.text2layer.notebook.jjava;
