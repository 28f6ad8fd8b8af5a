package org.text2layer.nn.weights;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Weights in several safetensors files beside an index, which says in which file each tensor is
 * (Hugging Face's X.safetensors.index.json).
 */
final class Shards {
  private static final int MOST = 1_000;
  private static final String MAP = "weight_map";

  private Shards() {}

  /**
   * Opens all of them.
   *
   * @param index its path, in the shards' folder
   * @param json its contents
   * @throws WeightsException if a shard is missing or damaged, or holds other tensors than the
   *     index says
   */
  static Tensors open(Path index, JsonObject json) {
    Map<String, Set<String>> namesByShard = namesByShard(index, json);
    List<Safetensors> opened = new ArrayList<>();
    try {
      Map<String, Tensors.Piece> pieces = new LinkedHashMap<>();
      List<String> wrong = new ArrayList<>();
      namesByShard.forEach(
          (shard, names) -> {
            Safetensors file = Safetensors.open(index.resolveSibling(shard));
            opened.add(file);
            Set<String> others = new TreeSet<>(file.names());
            others.removeAll(names);
            others.forEach(name -> wrong.add("%s has %s too".formatted(shard, name)));
            names.stream()
                .filter(name -> !file.names().contains(name))
                .forEach(name -> wrong.add("%s lacks %s".formatted(shard, name)));
            file.names().forEach(name -> pieces.put(name, file.piece(name)));
          });
      if (!wrong.isEmpty()) {
        throw refused(index, Weights.list("differences", wrong), "fetch all shards of one model");
      }
      return new GatheredTensors(index.toString(), pieces, name -> name, opened);
    } catch (RuntimeException error) {
      opened.forEach(Safetensors::close);
      throw error;
    }
  }

  private static Map<String, Set<String>> namesByShard(Path index, JsonObject json) {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    if (!(json.get(MAP) instanceof JsonObject map) || map.size() == 0) {
      throw refused(index, "it has no " + MAP, "fetch it again");
    }
    for (Map.Entry<String, JsonElement> tensor : map.entrySet()) {
      String shard = tensor.getValue().isJsonPrimitive() ? tensor.getValue().getAsString() : "";
      if (!shard.matches("[\\w.-]+\\.safetensors")) {
        throw refused(
            index,
            "'%s' should be in '%.80s'".formatted(tensor.getKey(), tensor.getValue()),
            "only .safetensors files of its own folder are read");
      }
      names.computeIfAbsent(shard, any -> new TreeSet<>()).add(tensor.getKey());
    }
    if (names.size() > MOST) {
      throw refused(index, "it names " + names.size(), "save it with a larger max_shard_size");
    }
    return names;
  }

  private static WeightsException refused(Path index, String problem, String advice) {
    return new WeightsException(
        "Expected an index of at most %s shards in %s but %s: %s."
            .formatted(MOST, index, problem, advice));
  }
}
