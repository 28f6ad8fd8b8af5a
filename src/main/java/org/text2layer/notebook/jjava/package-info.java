/**
 * The adapter for the JJava kernel: an extension that JJava finds by its service file and that
 * registers all views and a few imports when the kernel starts. It depends on {@code notebook} and
 * JJava's API; nothing depends on it.
 */
package org.text2layer.notebook.jjava;
