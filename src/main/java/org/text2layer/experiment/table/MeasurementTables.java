package org.text2layer.experiment.table;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.text2layer.experiment.cell.Cell;
import org.text2layer.experiment.result.ResultTable;

/** Every measurement on its own, and what each was made with. */
final class MeasurementTables {
  private MeasurementTables() {}

  /** A row a cell: what it holds, in numbers. */
  static ResultTable measurements(MeasuredCells cells) {
    List<List<ResultTable.Cell>> rows = new ArrayList<>();
    for (Cell cell : cells.all()) {
      String from = "cells/" + cell.key();
      List<ResultTable.Cell> row = new ArrayList<>();
      row.add(ResultTable.Cell.of(cell.key().method()));
      row.add(ResultTable.Cell.of(Long.toString(cell.key().seed())));
      row.add(ResultTable.Cell.of(cell.key().set()));
      row.add(ResultTable.Cell.of(cell.key().measure()));
      row.add(ResultTable.Cell.of(Integer.toString(cell.captions().size())));
      row.add(
          cell.distance()
              .map(own -> new ResultTable.Cell(own.guarded().text(), false, from))
              .orElse(ResultTable.Cell.NONE));
      row.add(kernel(cell, from));
      for (String measure : List.of(Cell.CAPTION_SCORE, Cell.IOU, Cell.AREA)) {
        row.add(mean(cell, measure, from));
      }
      rows.add(row);
    }
    return new ResultTable(
        "measurements",
        "Every measurement",
        List.of(
            "method",
            "seed",
            "test set",
            "measure",
            "captions",
            "FID (Lite0)",
            "KID (Lite0) x 1000",
            "mean caption score (not CLIP)",
            "mean IoU",
            "mean mask area"),
        rows,
        List.of(
            "KID is the kernel distance of the same features ± its deviation over subsets; it is not biased by the number of pictures.",
            "No differences are tested here."));
  }

  private static ResultTable.Cell kernel(Cell cell, String from) {
    Double value = cell.numbers().get(Cell.KERNEL_DISTANCE);
    Double deviation = cell.numbers().get(Cell.KERNEL_DISTANCE + " deviation");
    return value == null || deviation == null
        ? ResultTable.Cell.NONE
        : new ResultTable.Cell(
            String.format(Locale.ROOT, "%.3g ± %.2g", 1000 * value, 1000 * deviation), false, from);
  }

  private static ResultTable.Cell mean(Cell cell, String measure, String from) {
    return cell.values().containsKey(measure)
        ? new ResultTable.Cell(
            String.format(
                Locale.ROOT, "%.3f", Arrays.stream(cell.values(measure)).average().orElseThrow()),
            false,
            from)
        : ResultTable.Cell.NONE;
  }

  /** A row a method and seed: data, lengths, versions, device. */
  static ResultTable provenance(MeasuredCells cells) {
    Map<String, List<ResultTable.Cell>> rows = new LinkedHashMap<>();
    for (Cell cell : cells.all()) {
      String key = cell.key().method() + " " + cell.key().seed();
      rows.computeIfAbsent(key, any -> row(cell));
    }
    return new ResultTable(
        "provenance",
        "What the measurements were made with",
        List.of(
            "method",
            "seed",
            "diffusion model learned from",
            "samples",
            "autoencoder steps x batch",
            "UNet steps x batch",
            "device",
            "versions"),
        List.copyOf(rows.values()),
        List.of("All hyperparameters stand in each file under cells/, as 'provenance'."));
  }

  private static List<ResultTable.Cell> row(Cell cell) {
    JsonObject method = cell.provenance().getAsJsonObject("method");
    JsonObject measured = cell.provenance().getAsJsonObject("measurement");
    JsonObject autoencoder = object(method, "autoencoder");
    JsonObject diffusion = object(method, "diffusion");
    List<String> texts =
        List.of(
            cell.key().method(),
            Long.toString(cell.key().seed()),
            samples(text(object(diffusion, "data"), "description")),
            text(object(diffusion, "data"), "size"),
            steps(autoencoder),
            steps(diffusion),
            text(measured, "device"),
            "Text2Layer %s, Java %s, DJL %s, PyTorch %s, threads: %s"
                .formatted(
                    text(measured, "text2layer"),
                    text(measured, "java"),
                    text(measured, "djl"),
                    text(measured, "pytorch"),
                    text(measured, "threads")));
    return texts.stream().map(ResultTable.Cell::of).toList();
  }

  /** Without the words on the latents that follow. */
  private static String samples(String description) {
    return description.replaceFirst(", as .*", "");
  }

  private static String steps(JsonObject training) {
    JsonObject configuration = object(training, "configuration");
    return configuration.size() == 0
        ? "–"
        : text(configuration, "steps") + " x " + text(configuration, "batch");
  }

  private static JsonObject object(JsonObject json, String name) {
    JsonElement found = json.get(name);
    return found != null && found.isJsonObject() ? found.getAsJsonObject() : new JsonObject();
  }

  private static String text(JsonObject json, String name) {
    JsonElement found = json.get(name);
    return found != null && found.isJsonPrimitive() ? found.getAsString() : "–";
  }
}
