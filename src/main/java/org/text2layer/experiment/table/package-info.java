/**
 * The paper's tables and experiments as one call: has trained, generated and measured what is
 * missing into one folder, and makes rows of the measured cells with their significance, beside the
 * paper's numbers. The package depends on {@code image}, {@code nn}, {@code folder}, {@code
 * pipeline}, {@code data}, {@code metrics}, {@code experiment.method}, {@code experiment.cell},
 * {@code experiment.plan}, {@code experiment.layers} and {@code experiment.result}. Nothing may
 * depend on it.
 */
package org.text2layer.experiment.table;
