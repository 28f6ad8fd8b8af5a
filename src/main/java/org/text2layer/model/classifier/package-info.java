/**
 * Networks trained on ImageNet, whose features others build on: EfficientNet with timm's tensor
 * names, and VGG16 with torchvision's. The package depends on {@code nn}. {@code model} and
 * whatever sees it may depend on it.
 */
package org.text2layer.model.classifier;
