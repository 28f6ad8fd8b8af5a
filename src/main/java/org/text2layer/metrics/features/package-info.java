/**
 * Pictures as rows of numbers that a network makes of them: what distances between sets of pictures
 * compare.
 */
package org.text2layer.metrics.features;
