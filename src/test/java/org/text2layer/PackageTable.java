package org.text2layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which package may see which, itself aside: the one place that says so. Names are without {@code
 * org.text2layer}, whose own name is "root". A new package is a row; a row names rows above it, so
 * that no cycle can be written down.
 */
final class PackageTable {
  private static final String ROWS =
      """
      image.format -> nothing
      nn.shape -> nothing
      folder -> nothing
      image -> image.format folder
      image.export -> folder image
      nn -> nn.shape folder
      model -> image nn
      model.clip -> image nn model
      model.cost -> nn.shape nn model model.clip
      model.opencv -> image model
      diffusion -> nothing
      diffusion.sampler -> diffusion
      pipeline -> image nn model model.clip diffusion diffusion.sampler
      data -> image
      data.hygiene -> image
      data.list -> nothing
      data.statistics.distribution -> nothing
      data.statistics.objects -> image nn model data
      data.tar -> nothing
      data.input -> image data data.list data.tar
      data.shards -> folder image data data.tar
      data.ledger -> folder data data.input data.shards
      data.card -> nn data.ledger
      data.build -> folder data data.tar data.input data.shards data.ledger data.card
      data.statistics -> image data data.statistics.distribution data.statistics.objects \
          data.shards
      synth -> image model data
      synth.quality -> image nn model data
      synth.build -> image nn data data.hygiene data.input data.ledger data.build synth \
          synth.quality
      synth.quality.defect -> image model data synth.quality
      synth.quality.training -> folder nn data synth.quality synth.quality.defect
      train.loss -> image nn model
      train.optimizer -> nn
      train -> image nn train.optimizer
      train.autoencoder -> image nn model model.cost diffusion data train.loss \
          train.optimizer train
      train.loading -> data data.tar data.shards train
      train.diffusion -> folder image nn model model.cost diffusion pipeline data \
          train.optimizer train train.loading
      train.run -> folder image nn train.optimizer train train.loading
      metrics.features -> image nn model
      metrics.clip -> image nn model model.clip data.statistics metrics.features
      metrics.clip.training -> nn model data metrics.features metrics.clip
      metrics.mask -> image
      metrics.significance -> nothing
      metrics.frechet -> nn metrics.features metrics.significance
      metrics.kernel -> nn metrics.features metrics.significance
      metrics.layers -> image metrics.features metrics.frechet
      metrics.generated -> image model data data.statistics.objects metrics.mask \
          metrics.layers
      root -> image nn model model.cost diffusion pipeline
      experiment.laptop -> image nn model pipeline data train.optimizer train \
          train.autoencoder train.diffusion train.run metrics.clip root
      experiment.method -> folder image image.export nn model model.opencv diffusion \
          pipeline data data.input data.shards data.build synth synth.quality synth.build \
          train.optimizer train train.autoencoder train.loading train.diffusion train.run \
          experiment.laptop
      experiment.cell -> folder image nn model model.opencv data metrics.features \
          metrics.clip metrics.mask metrics.significance metrics.frechet metrics.kernel \
          metrics.generated experiment.method
      experiment.newobject -> image nn model pipeline data train.optimizer train \
          train.loading train.diffusion train.run metrics.features metrics.clip root
      experiment.plan -> folder image nn model pipeline data train.optimizer \
          train.autoencoder metrics.significance experiment.laptop experiment.method \
          experiment.cell
      experiment.result -> folder metrics.significance
      experiment.table -> image pipeline metrics.significance metrics.frechet \
          experiment.method experiment.cell experiment.plan experiment.result
      experiment.truth -> image model data synth synth.quality synth.quality.defect \
          metrics.mask
      notebook.html -> image
      notebook -> image data.build train.run root experiment.result notebook.html
      notebook.data -> image data data.hygiene data.input data.shards data.ledger \
          synth.quality.defect synth.quality.training notebook.html notebook
      notebook.evaluate -> image metrics.significance metrics.frechet metrics.kernel \
          metrics.generated notebook.html notebook
      notebook.train -> image train train.run notebook.html notebook
      notebook.ijava -> notebook notebook.train
      notebook.jjava -> notebook notebook.train
      """;

  static final Map<String, Set<String>> MAY_SEE = rows();

  private PackageTable() {}

  private static Map<String, Set<String>> rows() {
    Map<String, Set<String>> rows = new LinkedHashMap<>();
    for (String row : ROWS.lines().toList()) {
      List<String> words = List.of(row.split(" -> |\\s+"));
      Set<String> seen = new TreeSet<>(words.subList(1, words.size()));
      seen.remove("nothing");
      if (!rows.keySet().containsAll(seen) || rows.put(words.get(0), seen) != null) {
        throw new IllegalArgumentException(
            "Expected a package with what it may see, all in rows above, but came '%s': move the row, or what it names."
                .formatted(row));
      }
    }
    return rows;
  }

  /** Which packages may see one. */
  static Set<String> seersOf(String name) {
    Set<String> seers = new TreeSet<>();
    MAY_SEE.forEach(
        (seer, seen) -> {
          if (seen.contains(name)) {
            seers.add(seer);
          }
        });
    return seers;
  }

  /** A package's name in this table. */
  static String nameOf(String javaPackage) {
    return javaPackage.equals("org.text2layer")
        ? "root"
        : javaPackage.substring("org.text2layer.".length());
  }
}
