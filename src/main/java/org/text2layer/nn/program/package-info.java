/**
 * An inner package: networks of users that come as programs, TorchScript archives and ONNX models:
 * what one is, which files it reads, and how it is called. The package depends on {@code folder}
 * and {@code nn.weights}. Only {@code model}, {@code model.inpainting} and {@code metrics} may
 * depend on it.
 */
package org.text2layer.nn.program;
