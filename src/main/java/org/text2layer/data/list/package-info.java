/**
 * An inner package: lists taken apart row by row: comma- and tab-separated values, and JSON lines.
 * A damaged row is a row with its problem; whatever comes after it is read. The package depends on
 * Gson, the JDK and {@code folder}. Only {@code data.input} may depend on it.
 */
package org.text2layer.data.list;
