/**
 * An inner package: what can be measured of a mask, and of a background's inpainted region, against
 * the picture that they belong to: along edges, by colours, grain and a network's features, each
 * relative to the same picture. The package depends on {@code image} and {@code
 * data.statistics.objects}. Only {@code synth.quality} may depend on it.
 */
package org.text2layer.synth.quality.evidence;
