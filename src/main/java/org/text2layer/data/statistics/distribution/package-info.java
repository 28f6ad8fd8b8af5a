/**
 * How often values occur: counts by name or whole number, histograms, mean and deviation. Plain
 * immutable numbers that can be added up.
 */
package org.text2layer.data.statistics.distribution;
