package org.text2layer.model.cost;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * all-MiniLM-L6-v2 (a BERT of 6 layers): there is no block of it to run dry, only an ONNX file, so
 * that its sizes stand here.
 */
final class MiniLmCost {
  private static final long VOCABULARY = 30_522;
  private static final long POSITIONS = 512;
  private static final long SEGMENTS = 2;
  private static final long WIDTH = 384;
  private static final long HEADS = 12;
  private static final long INNER = 4 * WIDTH;
  private static final int LAYERS = 6;
  private static final long NORM = 2 * WIDTH;

  private MiniLmCost() {}

  static NetworkCost of(Workload workload) {
    long tokens = (long) workload.batch() * workload.tokens();
    long attended = tokens * workload.tokens();
    List<LayerCost> layers = new ArrayList<>();
    long tables = (VOCABULARY + POSITIONS + SEGMENTS) * WIDTH;
    layers.add(layer("embeddings", workload, tables + NORM, 0));
    long projections = 4 * WIDTH * WIDTH + 2 * WIDTH * INNER;
    long parameters = projections + 4 * WIDTH + INNER + WIDTH + 2 * NORM;
    long flops = 2 * tokens * projections + 4 * attended * WIDTH;
    for (int i = 0; i < LAYERS; i++) {
      layers.add(layer("encoder.layer." + i, workload, parameters, flops));
    }
    // At once: a layer's input, and the MLP's hidden layer or the attention weights.
    long numbers = 3 * tokens * WIDTH + Math.max(2 * tokens * INNER, 2 * HEADS * attended);
    return new NetworkCost("MiniLM", workload, layers, Float.BYTES * numbers);
  }

  private static LayerCost layer(String name, Workload workload, long parameters, long flops) {
    Shape output = new Shape(workload.batch(), workload.tokens(), WIDTH);
    return new LayerCost(name, output, parameters, 0, Float.BYTES * parameters, flops, 0, 0, 0);
  }
}
