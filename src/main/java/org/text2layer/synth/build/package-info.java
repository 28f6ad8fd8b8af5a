/**
 * The recipe of a data-set build: what {@code synth} makes of a captioned picture, kept or dropped
 * by hygiene checks and quality filters, as {@code data.build} wants it. The package depends on
 * {@code data}, {@code image}, {@code nn} and {@code synth}. Only {@code experiment.method} may
 * depend on it.
 */
package org.text2layer.synth.build;
