/**
 * What networks run on: the device, its memory and threads, the precision of the numbers, and the
 * versions of the software. The package depends on DJL. {@code nn} and whatever runs networks may
 * depend on it.
 */
package org.text2layer.nn.device;
