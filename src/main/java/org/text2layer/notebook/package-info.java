/**
 * What a notebook shows: layered images, galleries, pictures, tables and charts as views, and
 * progress as a line that stays one output. A view is a PNG, or HTML with inline styles and
 * embedded PNGs only, so that it looks the same in a saved notebook that nobody trusts yet. The
 * package depends on the front door, {@code data.build}, {@code data.hygiene}, {@code data.input},
 * {@code experiment.captions}, {@code experiment.result}, {@code image}, {@code notebook.html} and
 * {@code train.run}. Only its own sub-packages may depend on it.
 */
package org.text2layer.notebook;
