package org.text2layer.experiment.method;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.text2layer.data.EmojiScenes;
import org.text2layer.data.LayeredSample;
import org.text2layer.data.build.BuildListener;
import org.text2layer.data.build.BuildReport;
import org.text2layer.data.build.DatasetBuild;
import org.text2layer.data.input.CaptionedPicture;
import org.text2layer.data.input.InputRecord;
import org.text2layer.data.input.PictureSource;
import org.text2layer.data.shards.LayeredShards;
import org.text2layer.model.EmbeddedSalientObjectDetector;
import org.text2layer.model.SalientObjectDetector;
import org.text2layer.model.inpainting.SmoothInpainter;
import org.text2layer.model.opencv.ClassicalSalientObjectDetector;
import org.text2layer.synth.LayerRecipe;
import org.text2layer.synth.LayerSynthesizer;
import org.text2layer.synth.SynthesisConfiguration;
import org.text2layer.synth.quality.QualityFilters;
import org.text2layer.train.TrainingData;
import org.text2layer.train.TrainingException;
import org.text2layer.train.loading.ShardedSamples;

/**
 * The samples that methods learn from. Automatic layers are built once into a folder a detector, by
 * the data engine at its own size, and reduced to the world's.
 *
 * <p>Sets of automatic layers have one size, so that their quality differs and not their number: as
 * many as the filters keep of the embedded detector's, unfiltered ones in the pictures' order.
 *
 * @param folder that builds go into
 * @param listener hears what is built
 */
record TrainingSamples(MethodConfiguration configuration, Path folder, Consumer<String> listener) {
  private static final String DROPPED = "dropped";

  /** A sample and the number of its picture. */
  private record Numbered(String id, TrainingData<LayeredSample> from, long index) {}

  /** The samples of a kind, or the first part of them. */
  TrainingData<LayeredSample> of(Method.TrainingLayers layers, double share) {
    if (layers == Method.TrainingLayers.TRUE) {
      PictureWorld world = configuration.world();
      long count = Math.max(1, Math.round(share * configuration.samples()));
      return TrainingData.of(
          world + ", true layers", count, seed -> world.sample(world.train(), seed));
    }
    Path embedded = build("embedded", EmbeddedSalientObjectDetector::load);
    List<Numbered> kept = samples(embedded);
    requireBatch(kept.size());
    if (layers == Method.TrainingLayers.FILTERED) {
      return reduced(layers, kept, share);
    }
    Path built =
        layers == Method.TrainingLayers.AUTOMATIC
            ? embedded
            : build("grabcut", ClassicalSalientObjectDetector::create);
    List<Numbered> all = new ArrayList<>(samples(built));
    all.addAll(samples(built.resolve(DROPPED)));
    all.sort(Comparator.comparing(Numbered::id));
    return reduced(layers, all.subList(0, Math.min(kept.size(), all.size())), share);
  }

  private void requireBatch(int kept) {
    if (kept < configuration.largestBatch()) {
      throw new TrainingException(
          "Expected that the filters keep at least a batch of %s of %s pictures but they kept %s: take more pictures apart, or smaller batches."
              .formatted(configuration.largestBatch(), configuration.pictures(), kept));
    }
  }

  /** None where the filters kept, or dropped, none. */
  private static List<Numbered> samples(Path shards) {
    if (!Files.isDirectory(shards) || LayeredShards.list(shards).isEmpty()) {
      return List.of();
    }
    TrainingData<LayeredSample> data = ShardedSamples.open(shards);
    return LongStream.range(0, data.size())
        .mapToObj(index -> new Numbered(data.id(index), data, index))
        .toList();
  }

  /** All are decoded once, if they are small: a training sees each of them many times. */
  private TrainingData<LayeredSample> reduced(
      Method.TrainingLayers layers, List<Numbered> samples, double share) {
    int count = (int) Math.max(1, Math.round(share * samples.size()));
    int size = configuration.world().size();
    String description =
        "%s, %s, %s of %s pictures"
            .formatted(
                configuration.world(), layers.label(), samples.size(), configuration.pictures());
    long most = 1L << 23;
    if ((long) count * size * size > most) {
      return TrainingData.of(description, count, index -> sample(samples.get((int) index), size));
    }
    List<LayeredSample> decoded =
        samples.subList(0, count).parallelStream().map(each -> sample(each, size)).toList();
    return TrainingData.of(description, decoded);
  }

  private static LayeredSample sample(Numbered numbered, int size) {
    return Reduction.of(numbered.from().get(numbered.index()), size);
  }

  private Path build(String name, Supplier<SalientObjectDetector> detector) {
    Path built = folder.resolve(name);
    try (LayerRecipe recipe =
        LayerRecipe.of(
            LayerSynthesizer.of(
                detector.get(), new SmoothInpainter(), SynthesisConfiguration.standard()),
            QualityFilters.standard())) {
      BuildReport report =
          DatasetBuild.of(pictures(), recipe, built).withListener(progress(name)).run();
      if (!report.complete()) {
        throw new TrainingException(
            "Taking pictures apart into %s was interrupted: run it again to go on."
                .formatted(built));
      }
    }
    return built;
  }

  private BuildListener progress(String name) {
    return report ->
        listener.accept(
            "took %s of %s pictures apart with the detector '%s', %s kept by the filters"
                .formatted(report.done(), configuration.pictures(), name, report.kept()));
  }

  /** The pictures of the world's samples, without their layers. */
  private PictureSource pictures() {
    EmojiScenes scenes = configuration.world().fullSize();
    int count = configuration.pictures();
    return new PictureSource() {
      @Override
      public Stream<InputRecord> records() {
        return LongStream.range(0, count).mapToObj(number -> pictured(scenes, number));
      }

      @Override
      public String description() {
        return "pictures of the first %s samples of %s".formatted(count, configuration.world());
      }

      @Override
      public OptionalLong size() {
        return OptionalLong.of(count);
      }
    };
  }

  private InputRecord pictured(EmojiScenes scenes, long number) {
    LayeredSample sample = configuration.world().sample(scenes, number);
    return CaptionedPicture.of(
        String.format(Locale.ROOT, "%07d", number), sample.caption(), sample.picture());
  }
}
