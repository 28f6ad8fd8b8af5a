package org.text2layer.model.repository;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.text2layer.model.DetectorConfiguration;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.Inpainter;
import org.text2layer.model.inpainting.InpainterConfiguration;

/**
 * A file that others publish.
 *
 * @param name what a user asks for
 * @param file what it is called where it is published
 * @param checksum MD5 or SHA-256 of it, as its publisher's own code or pages say; empty where none
 *     was found
 * @param kind what it is
 * @param loader opens it as that
 */
record PublishedModel(
    String name, String file, String checksum, Class<?> kind, Function<Path, ?> loader) {
  private static final Map<String, PublishedModel> ALL =
      Stream.concat(detectors(), inpainters())
          .collect(Collectors.toUnmodifiableMap(PublishedModel::name, Function.identity()));

  static Map<String, PublishedModel> all() {
    return ALL;
  }

  /** With the sums that rembg 2.0.86 expects: docs/detectors.md. */
  private static Stream<PublishedModel> detectors() {
    DetectorConfiguration u2Net = DetectorConfiguration.u2Net();
    DetectorConfiguration biRefNet = DetectorConfiguration.biRefNet();
    return Stream.of(
        detector("u2net", "60024c5c889badc19c04ad937298a77b", u2Net),
        detector("u2netp", "8e83ca70e441ab06c318d82300c84806", u2Net),
        detector("u2net_human_seg", "c09ddc2e0104f800e3e1bb4652583d1f", u2Net),
        detector("silueta", "55e59e0d8062d2f5d013f4725ee84782", u2Net),
        detector(
            "isnet-general-use", "fc16ebd8b0c10d971d3513d564d01e29", DetectorConfiguration.isNet()),
        detector(
            "isnet-anime", "6f184e756bb3bd901c8849220a83e38e", DetectorConfiguration.isNetAnime()),
        detector("birefnet-general", "7a35a0141cbbc80de11d9c9a28f52697", biRefNet),
        detector("birefnet-general-lite", "4fab47adc4ff364be1713e97b7e66334", biRefNet),
        detector("birefnet-portrait", "c3a64a6abf20250d090cd055f12a3b67", biRefNet),
        detector("birefnet-dis", "2d4d44102b446f33a4ebb2e56c051f2b", biRefNet),
        detector("birefnet-hrsod", "c017ade5de8a50ff0fd74d790d268dda", biRefNet),
        detector("birefnet-cod", "f6d0d21ca89d287f17e7afe9f5fd3b45", biRefNet),
        detector("birefnet-massive", "33e726a2136a3d59eb0fdf613e31e3e9", biRefNet),
        detector(
            "bria-rmbg",
            "5b486f08200f513f460da46dd701db5fbb47d79b4be4b708a19444bcd4e79958",
            DetectorConfiguration.briaRmbgNonCommercial()),
        new PublishedModel(
            "ben2",
            "BEN2_Base.onnx",
            "",
            SalientObjectDetector.class,
            file -> SalientObjectDetector.onnx(file, DetectorConfiguration.ben2())));
  }

  private static PublishedModel detector(
      String name, String checksum, DetectorConfiguration configuration) {
    return new PublishedModel(
        name,
        name + ".onnx",
        checksum,
        SalientObjectDetector.class,
        file -> SalientObjectDetector.onnx(file, configuration));
  }

  /** With the sums of IOPaint and of the makers' pages: docs/inpainters.md. */
  private static Stream<PublishedModel> inpainters() {
    return Stream.of(
        new PublishedModel(
            "lama",
            "big-lama.pt",
            "e3aa4aaa15225a33ec84f9f4bc47e500",
            Inpainter.class,
            file -> Inpainter.torchScript(file, InpainterConfiguration.lama())),
        new PublishedModel(
            "lama-fixed",
            "lama_fp32.onnx",
            "1faef5301d78db7dda502fe59966957ec4b79dd64e16f03ed96913c7a4eb68d6",
            Inpainter.class,
            file -> Inpainter.onnx(file, InpainterConfiguration.lamaFixed())),
        new PublishedModel(
            "mi-gan",
            "migan_pipeline_v2.onnx",
            "6f1f3530a1a2324b19752018ce756088b07973cda8d7d890034ace5c8a48c40b",
            Inpainter.class,
            file -> Inpainter.onnx(file, InpainterConfiguration.miGan())));
  }
}
