/**
 * Networks trained on ImageNet, whose features others build on: EfficientNet with timm's tensor
 * names. The package depends on {@code nn}. Only {@code model}, {@code model.cost}, {@code data},
 * {@code synth} and {@code train} may depend on it.
 */
package org.text2layer.model.classifier;
