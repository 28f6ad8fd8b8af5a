/**
 * Which sample comes when, and loading them ahead. {@code train.run} depends on this package; it
 * depends on {@code train}.
 */
package org.text2layer.train.loading;
