package org.text2layer.data.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is not complete yet. For one thread. */
final class PartFile implements AutoCloseable {
  private final Path part;
  private final Path target;
  private final FileChannel channel;
  private final OutputStream out;

  private PartFile(Path part, Path target, FileChannel channel) {
    this.part = part;
    this.target = target;
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  /** Begins with nothing, whatever an earlier run left there. */
  static PartFile open(Path part, Path target) throws IOException {
    FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return new PartFile(part, target, channel);
  }

  OutputStream out() {
    return out;
  }

  /** Gives the file its name. */
  void commit() throws IOException {
    out.flush();
    channel.force(true); // else a power cut could leave the name without the contents
    channel.close();
    Files.createDirectories(target.getParent());
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
