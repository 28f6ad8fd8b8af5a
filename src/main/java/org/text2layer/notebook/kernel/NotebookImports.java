package org.text2layer.notebook.kernel;

import java.util.List;
import java.util.stream.Stream;

/** What a cell may name without an import of its own, beside what the kernel imports itself. */
public final class NotebookImports {
  /** All packages of the front but the kernels' adapters. */
  private static final String LIBRARY =
      """
      org.text2layer
      org.text2layer.data
      org.text2layer.data.build
      org.text2layer.data.card
      org.text2layer.data.hygiene
      org.text2layer.data.input
      org.text2layer.data.ledger
      org.text2layer.data.shards
      org.text2layer.data.statistics
      org.text2layer.data.statistics.distribution
      org.text2layer.data.statistics.objects
      org.text2layer.diffusion
      org.text2layer.diffusion.sampler
      org.text2layer.experiment.captions
      org.text2layer.experiment.cell
      org.text2layer.experiment.detector
      org.text2layer.experiment.laptop
      org.text2layer.experiment.layers
      org.text2layer.experiment.method
      org.text2layer.experiment.newobject
      org.text2layer.experiment.plan
      org.text2layer.experiment.result
      org.text2layer.experiment.table
      org.text2layer.experiment.truth
      org.text2layer.image
      org.text2layer.image.export
      org.text2layer.metrics.caption
      org.text2layer.metrics.features
      org.text2layer.metrics.frechet
      org.text2layer.metrics.generated
      org.text2layer.metrics.kernel
      org.text2layer.metrics.layers
      org.text2layer.metrics.mask
      org.text2layer.metrics.significance
      org.text2layer.model
      org.text2layer.model.autoencoder
      org.text2layer.model.classifier
      org.text2layer.model.clip
      org.text2layer.model.cost
      org.text2layer.model.inpainting
      org.text2layer.model.layerdiffuse
      org.text2layer.model.opencv
      org.text2layer.model.repository
      org.text2layer.model.unet
      org.text2layer.nn
      org.text2layer.nn.device
      org.text2layer.nn.shape
      org.text2layer.nn.weights
      org.text2layer.notebook
      org.text2layer.notebook.data
      org.text2layer.notebook.evaluate
      org.text2layer.notebook.quality
      org.text2layer.notebook.sample
      org.text2layer.notebook.train
      org.text2layer.pipeline
      org.text2layer.synth
      org.text2layer.synth.quality
      org.text2layer.synth.quality.defect
      org.text2layer.synth.quality.measure
      org.text2layer.synth.quality.training
      org.text2layer.train
      org.text2layer.train.autoencoder
      org.text2layer.train.detector
      org.text2layer.train.diffusion
      org.text2layer.train.loading
      org.text2layer.train.loss
      org.text2layer.train.optimizer
      org.text2layer.train.run
      """;

  private static final List<String> JAVA =
      List.of("java.nio.file.*", "java.util.function.*", "java.util.stream.*");

  /** Types whose simple names XChart has too: named singly, they win over its package. */
  private static final List<String> SINGLE =
      List.of("org.text2layer.data.statistics.distribution.Histogram");

  private NotebookImports() {}

  /** The import statements, in their order. */
  public static List<String> statements() {
    Stream<String> packages = LIBRARY.lines().map(name -> name + ".*");
    return Stream.of(JAVA.stream(), packages, SINGLE.stream())
        .flatMap(names -> names)
        .map(name -> "import " + name + ";")
        .toList();
  }
}
