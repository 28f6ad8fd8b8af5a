package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;

/** Pictures of a store that is no disk. */
class StoredPicturesTest {
  @TempDir Path folder;

  private static Configuration configuration(Class<?> store) {
    Configuration configuration = new Configuration();
    configuration.set("fs.s3a.impl", store.getName());
    configuration.setBoolean("fs.s3a.impl.disable.cache", true);
    return configuration;
  }

  private static List<String> sources(PictureSource source) {
    try (Stream<InputRecord> records = source.records()) {
      return records.map(InputRecord::source).toList();
    }
  }

  @Test
  void givenFoldersWhoseNamesBeginAlikeThenTheOrderIsThatOfADisk() throws IOException {
    byte[] png = MixedPictures.of(1).get(0).picture();
    for (String name : List.of("train/a", "train-extra/b", "c", "c/x")) {
      Path picture = folder.resolve(name + ".png");
      Files.createDirectories(picture.getParent());
      Files.write(picture, png);
      Files.writeString(folder.resolve(name + ".txt"), "a caption");
    }
    List<String> stored =
        sources(
            SparkInput.folder("s3a://bucket" + folder).source(configuration(FolderStore.class)));
    assertEquals(sources(PictureSource.folder(folder)), stored);
    assertEquals(4, stored.size());
  }

  /** Whose second answer is late. */
  public static final class LateStore extends FolderStore {
    private int answers;

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int bufferBytes)
        throws IOException {
      FSDataInputStream stream = super.open(file, 16);
      return new FSDataInputStream(
          new FSInputStream() {
            @Override
            public int read() throws IOException {
              return stream.read();
            }

            @Override
            public int read(byte[] bytes, int from, int most) throws IOException {
              if (++answers == 2) {
                throw new SocketTimeoutException("Read timed out");
              }
              return stream.read(bytes, from, most);
            }

            @Override
            public void seek(long to) throws IOException {
              stream.seek(to);
            }

            @Override
            public long getPos() throws IOException {
              return stream.getPos();
            }

            @Override
            public boolean seekToNewSource(long to) {
              return false;
            }
          });
    }
  }

  @Test
  void givenAStoreThatIsLateThenAnArchiveIsNotTakenForADamagedOne() throws IOException {
    MixedPictures.writeArchives(folder, MixedPictures.of(20), 20);
    PictureSource late =
        SparkInput.webDatasets("s3a://bucket" + folder.resolve("000.tar"))
            .source(configuration(LateStore.class));
    assertThrows(UncheckedIOException.class, () -> sources(late));
  }
}
