/** The kernel distance between sets of pictures (KID: Bińkowski et al. 2018; as Clean-FID). */
package org.text2layer.metrics.kernel;
