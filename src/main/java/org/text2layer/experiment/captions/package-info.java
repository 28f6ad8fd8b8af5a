/**
 * Which captions work: how well each object of Emoji Scenes comes out of a model, measured by the
 * caption score, and a finder on what was measured with the embedded weights. A measurement can be
 * killed and goes on. The package depends on {@code folder}, {@code image}, {@code data}, {@code
 * metrics} and the front door. Only {@code notebook} may depend on it.
 */
package org.text2layer.experiment.captions;
