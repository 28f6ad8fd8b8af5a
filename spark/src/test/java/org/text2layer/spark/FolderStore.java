package org.text2layer.spark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A folder that behaves as a store of objects does: a file appears when it is closed, and there is
 * no renaming. "s3a://bucket/a" is the file "/a".
 */
public class FolderStore extends RawLocalFileSystem {
  private URI root = URI.create("s3a://bucket/");

  @Override
  public void initialize(URI uri, org.apache.hadoop.conf.Configuration configuration)
      throws IOException {
    super.initialize(uri, configuration);
    root = URI.create(uri.getScheme() + "://" + uri.getAuthority());
  }

  @Override
  public URI getUri() {
    return root == null ? super.getUri() : root; // asked for before there is one
  }

  @Override
  public String getScheme() {
    return getUri().getScheme();
  }

  @Override
  public java.io.File pathToFile(Path path) {
    return new java.io.File(path.toUri().getPath());
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      boolean overwrite,
      int bufferBytes,
      short replication,
      long blockBytes,
      Progressable progress)
      throws IOException {
    java.nio.file.Path target = pathToFile(file).toPath();
    Files.createDirectories(target.getParent());
    java.nio.file.Path beside = Files.createTempFile("object-" + UUID.randomUUID(), null);
    java.io.OutputStream out =
        new java.io.FilterOutputStream(Files.newOutputStream(beside)) {
          @Override
          public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
          }

          @Override
          public void close() throws IOException {
            super.close();
            if (Files.exists(beside)) {
              Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
            }
          }
        };
    return new FSDataOutputStream(out, null);
  }

  @Override
  public FSDataOutputStream create(
      Path file,
      FsPermission permission,
      boolean overwrite,
      int bufferBytes,
      short replication,
      long blockBytes,
      Progressable progress)
      throws IOException {
    return create(file, overwrite, bufferBytes, replication, blockBytes, progress);
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException("an object store copies");
  }

  @Override
  public FSDataInputStream open(Path file, int bufferBytes) throws IOException {
    return super.open(file, bufferBytes);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    FileStatus status = super.getFileStatus(new Path("file:" + path.toUri().getPath()));
    status.setPath(makeQualified(path));
    return status;
  }
}
