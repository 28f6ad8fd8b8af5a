/**
 * What a notebook shows: layered images, galleries, pictures, tables and charts as views, and
 * progress as a line that stays one output. A view is a PNG, or HTML with inline styles and
 * embedded PNGs only, so that it looks the same in a saved notebook that nobody trusts yet. The
 * packages {@code notebook.jjava} and {@code notebook.ijava} hand the views to their kernels;
 * nothing else depends on this package, and it may depend on all others.
 */
package org.text2layer.notebook;
