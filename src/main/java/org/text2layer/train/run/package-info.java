/**
 * A training in a folder: the loop over steps, data loaded ahead, checkpoints, log and previews. It
 * can be interrupted or killed at any moment and goes on with the same bytes. Views and experiments
 * may depend on this package; it depends on {@code train} and what that sees.
 */
package org.text2layer.train.run;
