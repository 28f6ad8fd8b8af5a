package org.text2layer.data.tar;

/**
 * What stands at one place of an archive.
 *
 * @param name as stored, with folders; never used as a path
 * @param plain whether it is a plain file, and not a link, a device or the like
 * @param offset where its contents begin in the archive, in bytes
 * @param size of its contents in bytes, all of which the archive has
 */
public record TarEntry(String name, boolean plain, long offset, long size) {}
