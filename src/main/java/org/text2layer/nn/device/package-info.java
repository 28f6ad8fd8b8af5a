/**
 * What networks run on: the device, its memory and threads, the precision of the numbers, and the
 * versions of the software. The package depends on nothing of the library. Only {@code nn}, {@code
 * nn.weights}, {@code model}, {@code pipeline}, {@code data}, {@code synth}, {@code train}, {@code
 * metrics}, the front door and {@code experiment} may depend on it.
 */
package org.text2layer.nn.device;
