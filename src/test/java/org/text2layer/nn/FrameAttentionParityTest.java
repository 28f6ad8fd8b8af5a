package org.text2layer.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.text2layer.nn.weights.Safetensors;
import org.text2layer.parity.Fixture;

/** One attention of LayerDiffuse's frames alone, at the places where the reference was listened. */
class FrameAttentionParityTest {
  private static final List<String> LINEAR = List.of("to_q", "to_k", "to_v", "to_out");

  @ParameterizedTest
  @CsvSource({
    "sharing-joint, 3, 0, down_blocks.0.attentions.0, attn1",
    "sharing-joint, 3, 1, down_blocks.0.attentions.0, attn2",
    "sharing-joint, 3, 8, down_blocks.2.attentions.0, attn1",
    "sharing-joint, 3, 9, down_blocks.2.attentions.0, attn2",
    "sharing-joint, 3, 30, mid_block.attentions.0, attn1",
    "sharing-joint, 3, 31, mid_block.attentions.0, attn2",
    "sharing-single, 1, 0, down_blocks.0.attentions.0, attn1",
    "sharing-single, 1, 1, down_blocks.0.attentions.0, attn2",
    "sharing-single, 1, 31, mid_block.attentions.0, attn2"
  })
  void givenOneAttention_whenItsFramesAttend_thenWhatIsAddedIsTheReferences(
      String name, int frames, int layer, String transformer, String attention) {
    Fixture fixture = Fixture.load("layerdiffuse/" + name);
    try (NDManager manager = NDManager.newBaseManager();
        Safetensors patch =
            Safetensors.open(Fixture.folder("layerdiffuse/" + name + ".attn.safetensors"))) {
      String base = "model.%s.transformer_blocks.0.%s.".formatted(transformer, attention);
      String added = "hookers.layers.%s.".formatted(layer);
      String stage = "out.stage.layer%s.".formatted(layer);
      NDArray input = fixture.tensors().load(manager, stage + "in");
      NDArray context =
          attention.equals("attn1") ? input : fixture.tensors().load(manager, "in.context");
      NDList own = new NDList(input, context);
      for (String linear : List.of("to_q", "to_k", "to_v", "to_out.0")) {
        own.add(fixture.tensors().load(manager, base + linear + ".weight"));
      }
      own.add(fixture.tensors().load(manager, base + "to_out.0.bias"));
      for (String linear : LINEAR) {
        own.add(stacked(manager, patch, added + linear + "_lora.%s.down.weight", frames));
        own.add(stacked(manager, patch, added + linear + "_lora.%s.up.weight", frames));
      }
      NDArray each = call("attention_of_frames", List.of("2"), own, 2);
      NDList across = new NDList(input.add(each));
      for (String part : List.of("n", "i", "q", "k", "v", "o")) {
        across.add(patch.load(manager, added + "temporal_" + part + ".weight"));
        across.add(patch.load(manager, added + "temporal_" + part + ".bias"));
      }
      NDArray shared =
          call("attention_across_frames", List.of(Integer.toString(frames), "2"), across, 1);
      fixture.check(stage + "out", each.add(shared).toFloatArray());
    }
  }

  private static NDArray stacked(NDManager manager, Safetensors file, String name, int frames) {
    NDList parts = new NDList();
    for (int frame = 0; frame < frames; frame++) {
      parts.add(file.load(manager, name.formatted(frame)));
    }
    return NDArrays.stack(parts);
  }

  /** Calls a shared function whose numbers come after so many tensors. */
  private static NDArray call(String function, List<String> numbers, NDList tensors, int before) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      names.add("a" + i);
    }
    List<String> arguments = new ArrayList<>(names);
    arguments.addAll(before, numbers);
    String body = "return self.%s(%s)\n".formatted(function, String.join(", ", arguments));
    return TorchScript.compile(names, body).infer(tensors);
  }
}
