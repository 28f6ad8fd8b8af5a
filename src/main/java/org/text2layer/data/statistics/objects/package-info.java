/**
 * What a mask shows: its connected parts, and what the embedded ImageNet classifier calls them. The
 * package depends on {@code data}, {@code image}, {@code model} and {@code nn}. Only {@code
 * data.statistics}, {@code synth}, {@code synth.quality.evidence} and {@code metrics.generated} may
 * depend on it.
 */
package org.text2layer.data.statistics.objects;
