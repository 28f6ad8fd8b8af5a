/**
 * What every kernel's adapter hands to its notebook besides views: the names that a cell may use
 * without an import, the library's Javadoc, and an end. An inner package: users need nothing of it.
 * The package depends on nothing. Only {@code notebook.ijava} and {@code notebook.jjava} may depend
 * on it.
 */
package org.text2layer.notebook.kernel;
