package org.text2layer.model.clip;

import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.Test;
import org.text2layer.nn.ScriptBlock;
import org.text2layer.parity.Fixture;

class ClipTextParityTest {
  private static final Fixture FIXTURE = Fixture.load("clip-text");
  private static final ClipTextConfiguration CONFIGURATION =
      ClipTextConfiguration.fromJson(
          FIXTURE.json().getAsJsonObject("config").getAsJsonObject("text"));

  @Test
  void givenTransformersWeightsThenEveryOutputEqualsClips() {
    try (NDManager manager = NDManager.newBaseManager()) {
      ClipTextModel model = ClipTextModel.load(CONFIGURATION, manager, FIXTURE.weights());
      NDArray ids = FIXTURE.tensors().load(manager, "in.ids");

      NDArray states = model.hiddenStates(ids);
      FIXTURE.check("out.last_hidden_state", states.toFloatArray());
      NDArray pooled = model.pooled(ids, states);
      FIXTURE.check("out.pooled", pooled.toFloatArray());
      FIXTURE.check("out.text_embeds", model.project(pooled).toFloatArray());

      ParameterStore store = new ParameterStore(manager, false);
      NDArray hidden = model.embedding.apply(store, ids, false);
      for (ScriptBlock layer : model.layers.subList(0, model.layers.size() - 1)) {
        hidden = layer.apply(store, hidden, false);
      }
      FIXTURE.check("out.hidden_2", hidden.toFloatArray());
    }
  }

  @Test
  void givenAModelWithoutProjectionThenProjectingIsRefused() {
    ClipTextModel model = ClipTextModel.of(CONFIGURATION);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray pooled = manager.zeros(new Shape(1, CONFIGURATION.transformer().width()));
      assertThrows(IllegalStateException.class, () -> model.project(pooled));
    }
  }
}
