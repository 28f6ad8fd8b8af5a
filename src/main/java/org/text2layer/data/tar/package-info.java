/**
 * Tar archives as data sets use them: plain files, read one after the other within limits, and
 * written with the same bytes every time.
 */
package org.text2layer.data.tar;
