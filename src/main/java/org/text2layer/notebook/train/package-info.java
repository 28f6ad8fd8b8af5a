/**
 * Trainings to look at: while they run, and later from their folders. It depends on {@code
 * notebook} and {@code train}; nothing but the kernels' adapters depends on it.
 */
package org.text2layer.notebook.train;
