package org.text2layer.data.card;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.text2layer.data.ledger.Ledger;

/** A card as Markdown, in the layout of Hugging Face's data-set cards. */
record CardText(
    DatasetDetails details, DatasetCard.Origin origin, Counts counts, List<Shard> shards) {
  private static final int SHOWN_KINDS = 20;

  /** What Hugging Face takes for the name of a licence. */
  private static final String LICENCE_NAME = "[a-z0-9]+([.-][a-z0-9]+)*";

  private static final String LAYOUT =
      """
      - `00000.tar`, …: WebDataset shards of the kept samples; numbers without a kept sample are left out
      - `dropped/`: likewise the samples that a filter refused, to be looked at
      - `ledger.jsonl`: one JSON object a record of the source: outcome, filter and score or error, all scores
      - `build.json`: what the set was built from; a build goes on only if it is the same

      Each sample has these files, all pictures of one size, 8 bits a channel:

      | file | what |
      |---|---|
      | `KEY.png` | the picture |
      | `KEY.fg.png` | foreground F |
      | `KEY.bg.png` | background B |
      | `KEY.mask.png` | mask m, grey |
      | `KEY.fg1.png`, `KEY.mask1.png`, `KEY.fg2.png` … | instead, if there are several layers, from back to front |
      | `KEY.txt` | the caption, UTF-8 |
      | `KEY.json` | key and place in the source, size, scores, provenance |""";

  private static final String READING =
      """
      In Java, with this library:

      ```java
      try (var samples = LayeredShards.read(Path.of("."))) {
          samples.limit(3).forEach(stored -> System.out.println(stored.sample().caption()));
      }
      Ledger.read(Path.of(".")).table();
      ```

      In Python, with `webdataset` and Pillow:

      ```python
      import glob
      import webdataset

      shards = sorted(glob.glob("*.tar"))
      for sample in webdataset.WebDataset(shards, shardshuffle=False).decode("pil"):
          picture, foreground = sample["png"], sample["fg.png"]
          background, mask = sample["bg.png"], sample["mask.png"].convert("L")
          caption, scores = sample["txt"], sample["json"]["scores"]
      ```""";

  String whole() {
    return String.join(
            "\n\n",
            frontMatter(),
            "# " + Markdown.text(details.title()),
            introduction(),
            "## Records\n\n" + records(),
            "## How it was made\n\n" + making(),
            "## Files\n\n" + files(),
            "## How to read it\n\n" + READING)
        + "\n";
  }

  private String frontMatter() {
    List<String> lines = new ArrayList<>();
    lines.add("---");
    lines.add("pretty_name: " + Markdown.yaml(details.title()));
    lines.addAll(licence());
    lines.add("task_categories:\n- text-to-image\n- image-segmentation");
    lines.add("tags:\n- layered-images\n- text2layer\n- webdataset");
    lines.add("size_categories:\n- " + sizeCategory());
    if (!shards.isEmpty()) {
      lines.add("configs:\n- config_name: default");
      lines.add("  data_files:\n  - split: train\n    path: \"*.tar\"");
    }
    lines.add("---");
    return String.join("\n", lines);
  }

  private List<String> licence() {
    String name = details.licence().strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      return List.of("license: unknown");
    }
    return name.matches(LICENCE_NAME)
        ? List.of("license: " + Markdown.yaml(name))
        : List.of("license: other", "license_name: " + Markdown.yaml(details.licence()));
  }

  /** Hugging Face's classes: {@code n<1K, 1K<n<10K, 10K<n<100K, 100K<n<1M, 1M<n<10M …}. */
  private String sizeCategory() {
    String[] steps = {"1K", "10K", "100K", "1M", "10M", "100M", "1B"};
    long limit = 1_000;
    for (int i = 0; i < steps.length; i++) {
      if (counts.kept() < limit) {
        return i == 0 ? "n<1K" : steps[i - 1] + "<n<" + steps[i];
      }
      limit *= 10;
    }
    return "n>1B";
  }

  private String introduction() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s captioned pictures taken apart into layers: foreground F, background B and soft mask m, with picture ≈ mF + (1 − m)B. F is black where m is at most the recipe's threshold. Made with Text2Layer for Java notebooks (after arXiv 2307.09781)."
            .formatted(grouped(counts.kept())));
    lines.add("");
    lines.add("- Licence: " + stated(details.licence()));
    lines.add("- Origin of the pictures and captions: " + stated(details.origin()));
    return String.join("\n", lines);
  }

  private static String stated(String text) {
    return text.isBlank() ? "not stated" : Markdown.text(text);
  }

  private String records() {
    List<String> lines = new ArrayList<>(List.of("| outcome | records |", "|---|---:|"));
    lines.add(row("kept", counts.kept()));
    lines.add(row("dropped by a filter", counts.allDropped()));
    lines.add(row("failed", counts.allFailed()));
    lines.add(row("all", counts.all()));
    addTable("dropped by filter", counts.dropped(), lines);
    addTable("failed because", counts.failed(), lines);
    lines.add("\n`%s` tells what became of each record.".formatted(Ledger.FILE));
    return String.join("\n", lines);
  }

  /** The most frequent first; a source can invent any number of reasons, so that some are shown. */
  private static void addTable(String title, SortedMap<String, Long> table, List<String> lines) {
    if (table.isEmpty()) {
      return;
    }
    lines.add("\n| %s | records |\n|---|---:|".formatted(title));
    List<Map.Entry<String, Long>> sorted =
        table.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .toList();
    sorted.stream()
        .limit(SHOWN_KINDS)
        .forEach(entry -> lines.add(row(Markdown.code(entry.getKey()), entry.getValue())));
    long others = sorted.stream().skip(SHOWN_KINDS).mapToLong(Map.Entry::getValue).sum();
    if (others > 0) {
      lines.add(row("others", others));
    }
  }

  private static String row(String name, long count) {
    return "| %s | %s |".formatted(name, grouped(count));
  }

  private String making() {
    List<String> lines = new ArrayList<>();
    lines.add("- Source: " + Markdown.code(origin.source()));
    lines.add("- Seed: " + origin.seed());
    lines.add(
        "- Records a chunk: %s; records a shard: %s"
            .formatted(grouped(origin.recordsPerChunk()), grouped(origin.recordsPerShard())));
    lines.add("- Recipe:");
    origin.recipe().lines().forEach(line -> lines.add("  - " + Markdown.code(line)));
    return String.join("\n", lines);
  }

  private String files() {
    List<String> lines = new ArrayList<>(List.of(LAYOUT, ""));
    if (shards.isEmpty()) {
      lines.add("There is no shard, since no record was kept.");
      return String.join("\n", lines);
    }
    lines.add("`sha256sum` gives the checksums:\n");
    lines.add("| shard | samples | bytes | SHA-256 |\n|---|---:|---:|---|");
    for (Shard shard : shards) {
      lines.add(
          "| %s | %s | %s | `%s` |"
              .formatted(
                  Markdown.code(shard.name()),
                  grouped(shard.samples()),
                  grouped(shard.bytes()),
                  shard.checksum()));
    }
    return String.join("\n", lines);
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
