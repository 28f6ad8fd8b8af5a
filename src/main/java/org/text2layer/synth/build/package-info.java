/**
 * The recipe of a data-set build: what {@code synth} makes of a captioned picture, kept or dropped
 * by hygiene checks and quality filters, as {@code data.build} wants it.
 */
package org.text2layer.synth.build;
