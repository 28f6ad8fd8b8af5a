/**
 * Captioned pictures from lists, folders and archives, as one lazily read stream in which a bad
 * record is a record with its reason, and never the end.
 */
package org.text2layer.data.input;
