package org.text2layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.experiment.newobject.WateringCan;
import org.text2layer.image.Mask;
import org.text2layer.image.PngWriter;
import org.text2layer.image.RgbaImage;
import org.text2layer.nn.weights.Checksum;
import org.text2layer.parity.Fixture;
import org.text2layer.parity.PublishedModels;
import org.text2layer.parity.TinyClip;
import org.text2layer.parity.TinyLayerDiffuse;

/** The files that the documents' snippets expect of a user; tiny networks stand for weights. */
record UsersFolder(Path folder) {
  static void layOut(Path folder) throws IOException {
    new UsersFolder(folder).layOut();
  }

  private void layOut() throws IOException {
    PngWriter.write(EmojiScenes.test().sample(3).picture(), Map.of(), folder.resolve("apple.png"));
    Files.writeString(folder.resolve("pictures.csv"), "image,caption\napple.png,an apple\n");
    Path views = Files.createDirectories(folder.resolve("my-watering-can"));
    List<RgbaImage> cans = WateringCan.views(0, 5);
    for (int i = 0; i < cans.size(); i++) {
      PngWriter.write(cans.get(i), Map.of(), views.resolve(i + ".png"));
    }
    Path masks = Files.createDirectories(folder.resolve("masks"));
    layOutWeights();
    for (String name : IntStream.range(0, 2).mapToObj(i -> "000" + i + ".png").toList()) {
      PngWriter.write(Mask.filled(8, 8, 1), Map.of(), masks.resolve(name));
    }
  }

  private void layOutWeights() throws IOException {
    Files.copy(Fixture.folder("detectors").resolve("u2net.onnx"), folder.resolve("u2net.onnx"));
    Path inpainters = Fixture.folder("inpainters");
    Files.copy(inpainters.resolve("lama.pt"), folder.resolve("big-lama.pt"));
    Files.copy(inpainters.resolve("migan-pipeline.onnx"), folder.resolve("migan_pipeline_v2.onnx"));
    Path models = Files.createDirectory(folder.resolve("models"));
    for (String name : List.of("u2net.onnx", "big-lama.pt")) {
      Path file = Files.copy(folder.resolve(name), models.resolve(name));
      Files.writeString(
          models.resolve("SHA256SUMS"),
          "%s  %s\n".formatted(Checksum.of(file), name),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
    PublishedModels.copy(
        Fixture.folder("sd-fp16-variant"), folder.resolve("stable-diffusion-v1-5"));
    TinyLayerDiffuse.write(folder.resolve("layerdiffusion-v1"));
    TinyClip.write(Files.createDirectory(folder.resolve("clip-vit-base-patch32")));
    checkpoint("sd1", "v1/v1-5-pruned-emaonly.safetensors");
    checkpoint("sd2", "v2/v2-1_768-ema-pruned.safetensors");
  }

  private void checkpoint(String fixture, String name) throws IOException {
    Path file = folder.resolve(name);
    PublishedModels.checkpoint(fixture, file.getParent());
    Files.move(file.resolveSibling(fixture + ".safetensors"), file);
  }
}
