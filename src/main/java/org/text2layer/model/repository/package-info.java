/**
 * A folder of weights that a user fills: published detectors and inpainters by their names, each
 * with its preset and held to the checksum of what was published, and any other model by its path.
 * The package depends on {@code model}, {@code model.inpainting} and {@code nn.weights}. Nothing
 * may depend on it.
 */
package org.text2layer.model.repository;
