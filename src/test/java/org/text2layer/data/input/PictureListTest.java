package org.text2layer.data.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.text2layer.data.DatasetException;
import org.text2layer.data.list.DelimitedRows;
import org.text2layer.data.list.ListRow;
import org.text2layer.image.PictureException;

class PictureListTest {
  @TempDir Path folder;

  private Path list(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void givenACsvWithQuotesAndLineEndsInFields_thenCaptionsAreWhole() throws IOException {
    Files.write(folder.resolve("a.png"), Inputs.png(1));
    PictureSource source =
        PictureSource.csv(
            list(
                "list.csv",
                "\ufeffid,Caption,File\r\n"
                    + "1,\"a \"\"red\"\", round\napple\",a.png\r\n\r\n"
                    + "2,a 5\" nail,b.png"));
    assertEquals(List.of("a: a \"red\", round\napple", "b: a 5\" nail"), Inputs.lines(source));
    CaptionedPicture picture = (CaptionedPicture) Inputs.read(source).get(0);
    assertEquals(12, picture.picture().width());
    assertEquals("list.csv, line 2: a.png", picture.source());
  }

  @Test
  void givenDamagedRows_thenEachIsOneFailedRecordAndTheNextRowIsRead() throws IOException {
    byte[] start =
        ("path,caption\n"
                + "a.png,one,more\n"
                + "\"b.png\"x,two\n"
                + "c.png,\"never closed\n"
                + "d.png,four\n"
                + ",five\n"
                + "e.png,  \n"
                + "http://x.org/f.png,six\n"
                + "../g.png,seven\n"
                + "h\0.png,eight\n"
                + "i.png,caf")
            .getBytes(StandardCharsets.UTF_8);
    byte[] bytes = Arrays.copyOf(start, start.length + 10);
    System.arraycopy("\u00e9\nj.png,ok".getBytes("ISO-8859-1"), 0, bytes, start.length, 10);
    PictureSource source = PictureSource.csv(Files.write(folder.resolve("l.csv"), bytes));

    List<String> lines = Inputs.lines(source);

    assertEquals(11, lines.size());
    assertTrue(lines.get(0).contains("line 2 but it has 3 fields"), lines.get(0));
    assertTrue(lines.get(1).contains("line 3 but its quotes do not match"), lines.get(1));
    assertTrue(lines.get(2).contains("line 4 but its quotes do not match"), lines.get(2));
    assertEquals("d: four", lines.get(3));
    assertTrue(lines.get(4).contains("Expected a path"), lines.get(4));
    assertTrue(lines.get(5).startsWith("e! Expected a caption"), lines.get(5));
    assertTrue(lines.get(6).contains("it is a URL"), lines.get(6));
    assertTrue(lines.get(7).contains("it leads out of it"), lines.get(7));
    assertTrue(lines.get(8).contains("no file can have this name"), lines.get(8));
    assertTrue(lines.get(9).contains("it is not UTF-8"), lines.get(9));
    assertEquals("j: ok", lines.get(10));
  }

  @Test
  void givenALineOfManyMegabytes_thenItIsOneFailedRecord() throws IOException {
    PictureSource source =
        PictureSource.csv(
            list("long.csv", "path,caption\na.png," + "x".repeat(3 << 20) + "\nb.png,fine\n"));
    List<String> lines = Inputs.lines(source);
    assertTrue(lines.get(0).contains("more than 1048576 bytes"), lines.get(0));
    assertEquals("b: fine", lines.get(1));
  }

  @Test
  void givenRowsOfAnotherFormat_thenTheyAreReadAsThoseOfAListIs() throws IOException {
    Files.write(folder.resolve("a.png"), Inputs.png(1));
    List<PictureSource.Row> rows =
        List.of(
            () -> Map.of("PATH", "a.png", "TEXT", "an apple"),
            () -> Map.of("path", "../secret.png", "text", "out"),
            () -> Map.of("path", "c.png"),
            () -> {
              throw new IOException("it is not UTF-8");
            });
    PictureSource source =
        PictureSource.rows(list("l.parquet", "PAR1"), rows::stream, ListOptions.standard());
    for (int reading = 0; reading < 2; reading++) {
      List<String> lines = Inputs.lines(source);
      assertEquals("a: an apple", lines.get(0));
      assertTrue(lines.get(1).contains("l.parquet, row 2: ../secret.png but it leads out"));
      assertTrue(lines.get(2).contains("Expected a caption in l.parquet, row 3"));
      assertTrue(lines.get(3).contains("in l.parquet, row 4 but it is not UTF-8"), lines.get(3));
      assertEquals(4, lines.size());
    }
    assertEquals(12, ((CaptionedPicture) Inputs.read(source).get(0)).picture().width());
  }

  @Test
  void givenTabsAndOtherColumnNames_thenTheOptionsNameThem() throws IOException {
    Path list = list("list.tsv", "where\twhat\nx/a.png\ta pear, ripe\n");
    assertThrows(DatasetException.class, () -> PictureSource.tsv(list).records());
    ListOptions options = ListOptions.standard().withPathColumn("where").withCaptionColumn("what");
    assertEquals(List.of("x/a: a pear, ripe"), Inputs.lines(PictureSource.tsv(list, options)));
  }

  @Test
  void givenJsonLines_thenObjectsAreRecordsAndTheRestFails() throws IOException {
    PictureSource source =
        PictureSource.jsonLines(
            list(
                "list.jsonl",
                "{\"file_name\": \"a.png\", \"text\": \"caf\\u00e9\", \"more\": [1]}\n"
                    + "{'file_name': 'b.png', 'text': 'lenient'}\n"
                    + "[1]\n\n"
                    + "{\"text\": \"no path\"}\n"
                    + "[".repeat(100_000)
                    + "\n"
                    + "{\"file_name\": \"c.png\", \"text\": \"last\"}"));
    List<String> lines = Inputs.lines(source);
    assertEquals(6, lines.size());
    assertEquals("a: caf\u00e9", lines.get(0));
    assertTrue(lines.get(1).contains("line 2 but it is no JSON object"), lines.get(1));
    assertTrue(lines.get(2).contains("line 3 but it is no JSON object"), lines.get(2));
    assertTrue(lines.get(3).contains("line 5 but there is none"), lines.get(3));
    assertTrue(lines.get(4).contains("line 6 but it is no JSON object"), lines.get(4));
    assertEquals("c: last", lines.get(5));
  }

  @Test
  void givenASymbolicLinkOutOfTheFolder_thenThePictureIsRefusedUnlessAnyPathMayBeRead()
      throws IOException {
    Path inner = Files.createDirectory(folder.resolve("inner"));
    Path outside = Files.write(folder.resolve("outside.png"), Inputs.png(1));
    Files.createSymbolicLink(inner.resolve("link.png"), outside);
    Path list =
        Files.writeString(
            inner.resolve("list.csv"),
            "path,caption\nlink.png,a link\nmissing.png,nothing\n" + outside + ",absolute\n");

    List<InputRecord> records = Inputs.read(PictureSource.csv(list));
    assertRefused(records.get(0), "symbolic link leads out");
    assertRefused(records.get(1), "there is no such file");
    assertTrue(records.get(2) instanceof FailedRecord);

    ListOptions anyPath = ListOptions.standard().withAnyPath();
    List<InputRecord> trusted = Inputs.read(PictureSource.csv(list, anyPath));
    assertEquals(12, ((CaptionedPicture) trusted.get(0)).picture().width());
    assertEquals(12, ((CaptionedPicture) trusted.get(2)).picture().width());
  }

  private static void assertRefused(InputRecord record, String part) {
    CaptionedPicture picture = (CaptionedPicture) record;
    PictureException error = assertThrows(PictureException.class, picture::picture);
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }

  @Test
  void givenANameWithOtherLettersThanTheLocales_thenTheFileIsFound() throws IOException {
    Files.write(Inputs.raw(folder, "caf%C3%A9%20%E5%9B%BE.png"), Inputs.png(1));
    PictureSource source =
        PictureSource.csv(list("list.csv", "path,caption\ncaf\u00e9 \u56fe.png,coffee\n"));
    assertEquals(12, ((CaptionedPicture) Inputs.read(source).get(0)).picture().width());
  }

  @Property(tries = 300)
  void givenRowsThatALibraryWrote_thenTheyAreReadAsTheyWere(
      @ForAll @Size(max = 6)
          List<
                  @Size(3) List<
                      @Chars({'a', '"', ',', '\n', '\r', '\t', '\u00e9'})
                      @StringLength(min = 1, max = 8) String>>
              rows)
      throws IOException {
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.setQuoteAllFields(true);
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.trimValues(false);
    settings.getFormat().setLineSeparator("\r\n");
    settings.getFormat().setQuoteEscape('"');
    StringWriter text = new StringWriter();
    CsvWriter writer = new CsvWriter(text, settings);
    writer.writeRow("x", "y", "z");
    rows.forEach(row -> writer.writeRow(row));
    writer.close();
    Path file = Files.createTempFile("text2layer", ".csv");
    Files.writeString(file, text.toString());
    List<List<String>> read = new ArrayList<>();
    try (DelimitedRows list = DelimitedRows.open(file, ',')) {
      Optional<ListRow> row = list.next();
      while (row.isPresent()) {
        assertEquals("", row.get().problem());
        Map<String, String> fields = row.get().fields();
        read.add(List.of(fields.get("x"), fields.get("y"), fields.get("z")));
        row = list.next();
      }
    } finally {
      Files.delete(file);
    }
    assertEquals(rows, read);
  }

  @Property(tries = 300)
  void givenAnyText_thenReadingEndsAndEveryLineIsAccountedFor(
      @ForAll @Chars({'a', '"', ',', '\n'}) @StringLength(max = 60) String text)
      throws IOException {
    Path file = Files.createTempFile("text2layer", ".csv");
    Files.writeString(file, "path,caption\n" + text);
    try {
      long filled = text.lines().filter(line -> !line.isEmpty()).count();
      int records = Inputs.read(PictureSource.csv(file)).size();
      assertTrue(records <= filled && (records > 0 || filled == 0), records + " of " + filled);
    } finally {
      Files.delete(file);
    }
  }
}
