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
      folder -> nothing
      image.format -> folder
      nn.device -> nothing
      nn.shape -> nothing
      nn -> nn.device nn.shape
      image -> image.format folder
      image.export -> folder image
      nn.weights -> nn.device nn folder
      nn.program -> folder nn.weights
      model.autoencoder -> nn nn.weights
      model.classifier -> nn
      model.unet -> nn nn.weights
      model.layerdiffuse -> nn image nn.weights model.unet
      model -> nn.device nn image nn.weights nn.program model.autoencoder \
          model.classifier model.unet
      model.clip -> nn.device nn image nn.weights model
      model.cost -> nn.device nn.shape nn model.autoencoder model.classifier model.unet \
          model.clip
      model.inpainting -> image nn.weights nn.program
      model.opencv -> image model model.inpainting
      model.repository -> model model.inpainting nn.weights
      diffusion -> nothing
      diffusion.sampler -> diffusion
      pipeline.checkpoint -> nn.weights model.autoencoder model.unet model.clip diffusion
      pipeline -> nn.device image nn.weights model.autoencoder model.unet model.layerdiffuse \
          model model.clip diffusion diffusion.sampler pipeline.checkpoint
      data -> image
      data.list -> folder
      data.statistics.distribution -> nothing
      data.statistics.objects -> nn.device image model.classifier model data
      data.tar -> folder
      data.input -> image data data.list data.tar
      data.hygiene -> image data.input
      data.shards -> folder image data data.tar
      data.ledger -> data data.input data.shards
      data.card -> nn.weights data.ledger
      data.build -> folder nn.weights data data.input data.shards data.ledger data.card
      data.statistics -> image model data data.statistics.distribution data.statistics.objects \
          data.shards
      synth.quality.evidence -> image data.statistics.objects
      synth.quality -> nn.device image nn.weights model.classifier model data \
          synth.quality.evidence
      synth -> nn.device image model model.inpainting data data.statistics.objects data.hygiene \
          data.input data.ledger data.card data.build synth.quality
      synth.quality.defect -> image image.export model.inpainting data synth.quality.evidence synth.quality
      metrics.significance -> nothing
      synth.quality.measure -> data.ledger data.statistics.distribution data.statistics \
          metrics.significance
      synth.quality.training -> nn.device folder nn.weights data synth.quality \
          synth.quality.defect metrics.significance synth.quality.measure
      train.loss -> nn.device nn image nn.weights model.autoencoder model.classifier model
      train.optimizer -> nn
      train -> nn image train.optimizer
      train.autoencoder -> nn.device nn image nn.weights model.autoencoder model model.cost \
          diffusion data train.loss train.optimizer train
      train.detector -> nn.device nn image model train.optimizer train
      train.loading -> data data.tar data.shards train
      train.diffusion -> nn.device nn folder image nn.weights model.autoencoder model.unet \
          model model.cost diffusion pipeline data train.optimizer train train.loading
      train.run -> nn.device nn folder image nn.weights train.optimizer train train.loading
      metrics.features -> nn.device image nn.weights nn.program model
      metrics.caption -> nn.device image nn.weights model data metrics.features
      metrics.mask -> image
      metrics.layers -> image metrics.mask
      metrics.generated -> image model data data.statistics.objects metrics.layers \
          metrics.mask
      metrics.frechet -> nn metrics.features metrics.significance
      metrics.kernel -> nn metrics.features metrics.significance
      root -> nn.device image nn.weights model.autoencoder model.unet model model.cost \
          model.inpainting diffusion pipeline
      experiment.laptop -> nn.device image nn.weights model.autoencoder model.unet model \
          pipeline data train.optimizer train train.autoencoder train.diffusion train.run \
          metrics.caption root
      experiment.method -> nn.device nn folder image image.export nn.weights \
          model.autoencoder model.unet model model.inpainting model.opencv diffusion pipeline data data.input \
          data.shards data.build synth synth.quality train.optimizer train \
          train.autoencoder train.loading train.diffusion train.run experiment.laptop
      experiment.cell -> nn.device folder image model model.opencv data metrics.features \
          metrics.caption metrics.mask metrics.generated metrics.significance metrics.frechet \
          metrics.kernel experiment.method
      experiment.newobject -> nn.device image model.unet model pipeline data train.optimizer \
          train train.loading train.diffusion train.run metrics.features metrics.caption root
      experiment.captions -> folder image data metrics.caption root
      experiment.plan -> model.autoencoder model.unet train.optimizer train.autoencoder \
          metrics.significance experiment.laptop experiment.method experiment.cell
      experiment.layers -> nn.device image model.autoencoder pipeline data train.optimizer \
          train.autoencoder metrics.layers metrics.significance experiment.laptop experiment.method \
          experiment.cell experiment.newobject
      experiment.detector -> nn.device image model data synth.quality.defect train.optimizer train \
          train.detector train.run
      experiment.result -> folder metrics.significance
      experiment.table -> nn.device folder image pipeline data metrics.significance \
          metrics.frechet experiment.method experiment.cell experiment.plan \
          experiment.layers experiment.result
      experiment.truth -> image model.inpainting data synth synth.quality synth.quality.defect \
          metrics.layers metrics.mask metrics.significance
      notebook.html -> image image.export
      notebook -> image data.input data.hygiene data.build train.run root experiment.captions \
          experiment.result notebook.html
      notebook.sample -> image data data.shards data.ledger notebook.html notebook
      notebook.quality -> image data data.hygiene data.shards data.ledger \
          data.statistics.distribution data.statistics synth.quality synth.quality.defect \
          metrics.significance synth.quality.measure synth.quality.training metrics.features \
          notebook.html notebook notebook.sample
      notebook.data -> image data data.hygiene data.input data.shards data.ledger synth \
          synth.quality synth.quality.defect synth.quality.measure synth.quality.training \
          metrics.features notebook.html notebook notebook.sample notebook.quality
      notebook.evaluate -> image metrics.generated metrics.significance metrics.frechet \
          notebook.html notebook
      notebook.train -> image train train.run notebook.html notebook
      notebook.kernel -> nothing
      notebook.ijava -> notebook notebook.kernel notebook.train
      notebook.jjava -> notebook notebook.kernel notebook.train
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
