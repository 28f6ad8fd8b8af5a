package org.text2layer.data.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.text2layer.data.ledger.LedgerRow;
import org.text2layer.data.ledger.Verdict;

class DatasetCardTest {
  /** sha256sum of "abc" (FIPS 180-2, appendix B.1). */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir Path folder;

  private static DatasetCard.Origin origin(String source, String recipe) {
    return new DatasetCard.Origin(source, recipe, 7, 32, 1024);
  }

  private static LedgerRow row(Verdict verdict, String source, String reason) {
    return new LedgerRow(
        0, "k", source, "caption", verdict, reason, OptionalDouble.of(0.5), Map.of());
  }

  private String card(DatasetDetails details, LedgerRow... rows) throws IOException {
    Path shard = Files.writeString(folder.resolve("00000.tar"), "abc");
    return DatasetCard.of(details, origin("photos.csv", "mask above 0.1"))
        .plus(Shard.of(shard, List.of(rows)), List.of(rows))
        .plus(Shard.of(folder.resolve("00001.tar"), List.of()), List.of())
        .markdown();
  }

  @Test
  void givenRecordsOfEveryOutcome_thenTheCardCountsThemAndSumsTheShards() throws IOException {
    String text =
        card(
            DatasetDetails.notStated(),
            row(Verdict.KEPT, "a", ""),
            row(Verdict.KEPT, "b", ""),
            row(Verdict.DROPPED, "c", "mask"),
            row(Verdict.FAILED, "d7", "Expected a picture in d7 but it has 7 bytes: mend it."),
            row(Verdict.FAILED, "e8", "Expected a picture in e8 but it has 88 bytes: mend it."));
    assertContains("| kept | 2 |", text);
    assertContains("| dropped by a filter | 1 |", text);
    assertContains("| failed | 2 |\n| all | 5 |", text);
    assertContains("| `mask` | 1 |", text);
    assertContains("| `it has … bytes` | 2 |", text);
    assertContains("| `00000.tar` | 2 | 3 | `" + ABC + "` |", text);
    assertFalse(text.contains("`00001.tar` |"), text);
    assertContains("- Source: `photos.csv`\n- Seed: 7\n", text);
    assertContains("- Recipe:\n  - `mask above 0.1`\n", text);
  }

  @Test
  void givenNoLicence_thenItIsNotStated() throws IOException {
    String text = card(DatasetDetails.notStated());
    assertContains("\nlicense: unknown\n", text);
    assertContains("- Licence: not stated\n", text);
  }

  @Test
  void givenALicence_thenHuggingFaceReadsItsIdentifierOrItsName() throws IOException {
    DatasetDetails details = DatasetDetails.notStated().withTitle("Stamps");
    String known = card(details.withLicence("CC-BY-SA-4.0"));
    assertContains("\nlicense: \"cc-by-sa-4.0\"\n", known);
    assertContains("\n# Stamps\n", known);
    String own = card(details.withLicence("Ask me: \"first\""));
    assertContains("\nlicense: other\nlicense_name: \"Ask me: \\\"first\\\"\"\n", own);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n---\nlicense: mit\n---\n# Mine",
        "`` ` ``` | x |\r\n```\n## Mine",
        "<script>alert(1)</script> [link](javascript:x) ![i](http://x)",
        "\\` *bold* \u202edetrever\u0000 \ud800 www.evil.example",
        "\u2028# Mine\u0085- item"
      })
  void givenHostileTextAnywhere_thenItIsTextAndTheCardKeepsItsStructure(String hostile)
      throws IOException {
    DatasetDetails details = new DatasetDetails("T" + hostile, hostile, hostile);
    String text =
        DatasetCard.of(details, origin(hostile, hostile))
            .plus(
                Optional.empty(),
                List.of(row(Verdict.DROPPED, "a", hostile), row(Verdict.FAILED, "b", hostile)))
            .markdown();
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    assertEquals(2, lines.stream().filter("---"::equals).count(), text);
    String title = lines.get(1).substring("pretty_name: ".length());
    assertTrue(JsonParser.parseString(title).getAsString().startsWith("T"), title);
    String outside = outsideCode(text);
    List<String> headings = outside.lines().filter(line -> line.startsWith("#")).toList();
    assertEquals(5, headings.size(), headings.toString());
    assertFalse(Pattern.compile("(?<!\\\\)<|(?<!\\\\)\\[|\\p{Cf}|\u0000").matcher(outside).find());
    outside
        .lines()
        .filter(line -> line.startsWith("|"))
        .forEach(line -> assertTrue(cells(line) == 2, line));
  }

  /** Without front matter, blocks and spans of code, as CommonMark finds them. */
  private static String outsideCode(String text) {
    String body = text.substring(text.indexOf("\n---\n") + 5);
    String spans = "(?s)(?<![\\\\`])(`+)(?!`).*?(?<!`)\\1(?!`)";
    return body.replaceAll("(?sm)^(`{3,})[a-z]+\n.*?^\\1$", "").replaceAll(spans, "code");
  }

  private static int cells(String row) {
    return row.split("(?<!\\\\)\\|", -1).length - 2;
  }

  private static void assertContains(String part, String text) {
    assertTrue(text.contains(part), text);
  }
}
