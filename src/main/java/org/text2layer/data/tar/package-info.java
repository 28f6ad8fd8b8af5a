/**
 * An inner package: tar archives as data sets use them: plain files, read one after the other
 * within limits, also from packed archives, and written with the same bytes every time. The package
 * depends on commons-compress and {@code folder}. Only {@code data} and {@code train.loading} may
 * depend on it.
 */
package org.text2layer.data.tar;
