package org.text2layer.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.build.BuildOptions;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.FailedRecord;
import org.text2layer.data.input.InputRecord;

class ParquetTest {
  private static final MessageType IMG2DATASET =
      MessageTypeParser.parseMessageType(
          "message a {optional binary key (STRING); optional binary caption (STRING);"
              + " optional int32 width; optional binary jpg;}");
  private static final MessageType LAION =
      MessageTypeParser.parseMessageType(
          "message a {optional binary path (STRING); optional binary TEXT (STRING);}");
  private static final MessageType HUGGING_FACE =
      MessageTypeParser.parseMessageType(
          "message a {optional group image {optional binary bytes; optional binary path (STRING);}"
              + " optional binary text (STRING);}");

  private final Configuration configuration = new Configuration();

  @TempDir Path folder;

  private interface Row {
    void fill(Group group, MixedPictures.Item item);
  }

  private Path write(String name, MessageType schema, List<MixedPictures.Item> items, Row row)
      throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(schema)
            .withRowGroupSize(4096L)
            .withConf(configuration)
            .build()) {
      for (MixedPictures.Item item : items) {
        Group group = new SimpleGroup(schema);
        row.fill(group, item);
        writer.write(group);
      }
    }
    return file;
  }

  private Path bytes(String name, List<MixedPictures.Item> items) throws IOException {
    return write(
        name,
        IMG2DATASET,
        items,
        (group, item) -> {
          group.add("key", "k" + item.name());
          group.add("caption", Binary.fromConstantByteArray(item.caption()));
          group.add("width", 12);
          if (item.picture().length > 0) {
            group.add("jpg", Binary.fromConstantByteArray(item.picture()));
          }
        });
  }

  /** The pictures as files, and their paths with captions in p.parquet. */
  private Path paths(List<MixedPictures.Item> items, Function<MixedPictures.Item, byte[]> caption)
      throws IOException {
    MixedPictures.writeFolder(folder, items);
    return write(
        "p.parquet",
        LAION,
        items,
        (group, item) -> {
          group.add("path", "part 0/" + item.name() + ".png");
          group.add("TEXT", Binary.fromConstantByteArray(caption.apply(item)));
        });
  }

  private static List<InputRecord> read(SparkInput input) {
    try (Stream<InputRecord> records = input.source(new Configuration()).records()) {
      return records.toList();
    }
  }

  @Test
  void givenBytesWithCaptionsAndKeys_thenTheyArePicturesAndTheRestAreFailedRecords()
      throws IOException {
    Path file = bytes("a.parquet", MixedPictures.of(60));
    List<InputRecord> records = read(SparkInput.parquet(file.toString()));
    assertEquals(60, records.size());
    CaptionedPicture first = (CaptionedPicture) records.get(0);
    assertEquals("k00000", first.key());
    assertEquals("a.parquet, row 1", first.source());
    assertEquals("picture number 0 – caf\u00e9", first.caption());
    assertEquals(12, first.picture().width());
    assertTrue(
        ((FailedRecord) records.get(37)).reason().contains("row 38 but its caption is missing"));
    assertTrue(((FailedRecord) records.get(47)).reason().contains("it has no picture"));
    assertTrue(records.get(57) instanceof FailedRecord, "a caption that is not UTF-8");
  }

  @Test
  void givenPathsOfWhichOneHasACaptionThatIsNotUtf8ThenTheRowsAfterItAreReadToo()
      throws IOException {
    List<MixedPictures.Item> items = MixedPictures.of(3);
    Path paths =
        paths(
            items, item -> new byte[] {'c', 'a', 'f', (byte) (item == items.get(1) ? 0xE9 : 'e')});
    List<InputRecord> records = read(SparkInput.parquet(paths.toString()));
    assertEquals(3, records.size());
    String reason = ((FailedRecord) records.get(1)).reason();
    assertTrue(reason.contains("p.parquet, row 2 but it is not UTF-8"), reason);
    assertEquals("cafe", ((CaptionedPicture) records.get(2)).caption());
  }

  @Test
  void givenAFileThatIsNotThere_thenItIsRefusedAndNotCounted() {
    SparkInput none = SparkInput.parquet(folder.resolve("none.parquet").toString());
    String message = assertThrows(DatasetException.class, () -> read(none)).getMessage();
    assertTrue(message.contains("none.parquet but there is no such file"), message);
  }

  @Test
  void givenHuggingFacesStructsOrPathsWithCaptions_thenTheyAreRead() throws IOException {
    List<MixedPictures.Item> items = MixedPictures.of(3);
    Path structs =
        write(
            "h.parquet",
            HUGGING_FACE,
            items,
            (group, item) -> {
              group.addGroup("image").add("bytes", Binary.fromConstantByteArray(item.picture()));
              group.add("text", "t " + item.name());
            });
    CaptionedPicture struct =
        (CaptionedPicture) read(SparkInput.parquet(structs.toString())).get(2);
    assertEquals("t 00002", struct.caption());
    assertEquals(12, struct.picture().width());

    Path paths = paths(items, item -> ("t " + item.name()).getBytes(StandardCharsets.UTF_8));
    CaptionedPicture path = (CaptionedPicture) read(SparkInput.parquet(paths.toString())).get(1);
    assertEquals("t 00001", path.caption());
    assertEquals("p.parquet, row 2: part 0/00001.png", path.source());
    assertEquals(12, path.picture().width());
  }

  @Test
  void givenFilesOfWhichOneIsDamaged_thenSparkBuildsWhatOneMachineDoes() throws IOException {
    List<MixedPictures.Item> items = MixedPictures.of(50);
    bytes("in/a.parquet", items.subList(0, 30));
    Path cut = bytes("in/b.parquet", items.subList(30, 40));
    Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 900));
    Path broken = bytes("in/c.parquet", items.subList(40, 50));
    byte[] bytes = Files.readAllBytes(broken);
    Arrays.fill(bytes, 4, 400, (byte) 0xff);
    Files.write(broken, bytes);
    SparkInput input = SparkInput.parquet(folder.resolve("in").toString());
    List<InputRecord> records = read(input);
    assertEquals(41, records.size());
    assertTrue(
        ((FailedRecord) records.get(30)).reason().contains("b.parquet but it cannot be opened"));
    assertTrue(((FailedRecord) records.get(31)).reason().contains("the file is damaged there"));

    BuildOptions options = BuildOptions.standard().withSizes(4, 3);
    Path alone = folder.resolve("alone");
    DatasetBuild.of(input.source(configuration), new CheapRecipe(0), alone)
        .withOptions(options)
        .run();
    try (JavaSparkContext spark = LocalSpark.open()) {
      SparkDatasetBuild.of(input, new CheapRecipe.Quick(), folder.resolve("spark").toString())
          .withOptions(options)
          .run(spark);
    }
    BuiltFiles.assertSame(alone, folder.resolve("spark"));
  }

  @Test
  void givenAFileWithoutTheColumns_thenOneSentenceNamesThoseItHas() throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message a {optional int32 width;}");
    Path file =
        write("w.parquet", schema, MixedPictures.of(1), (group, item) -> group.add("width", 3));
    SparkInput input = SparkInput.parquet(file.toString());
    String message = assertThrows(DatasetException.class, () -> read(input)).getMessage();
    assertTrue(message.contains("w.parquet but it has [width]"), message);
  }
}
