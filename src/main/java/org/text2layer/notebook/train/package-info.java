/**
 * Trainings to look at: while they run, and later from their folders. The package depends on {@code
 * image}, {@code notebook} and {@code train}. Only {@code notebook.ijava} and {@code
 * notebook.jjava} may depend on it.
 */
package org.text2layer.notebook.train;
