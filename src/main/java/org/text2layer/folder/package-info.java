/**
 * An inner package: the one way in which this library writes a file or a folder: beside its place
 * first, then moved there, so that a name stands for the whole contents; and what a file is that
 * cannot be read. Every other package may depend on this one; it depends on Gson and the JDK only.
 * The package depends on nothing of the library. Only {@code image}, {@code nn}, {@code data},
 * {@code synth}, {@code train} and {@code experiment} may depend on it.
 *
 * <p>A killed process leaves every name with its old contents, or with its new ones, never with a
 * part of them; what it was writing stays beside as {@code .part-…}, which nobody reads, and which
 * the next holder of the folder's {@link org.text2layer.folder.FolderLock} deletes. (A folder that
 * replaces another is the exception: killed between its two moves, neither has the name.)
 *
 * <p>A power cut is a kill as well: contents are forced onto the disk before they get their name,
 * and the name before the call returns, so that what has been written stays, in the order it was
 * written. Names are not forced where the system has no call for it, as on Windows: then the last
 * of them may be missing, but none has half its contents.
 */
package org.text2layer.folder;
