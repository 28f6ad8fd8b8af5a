package org.text2layer.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunSettingsTest {
  private static Map<String, String> of(String json) {
    return RunSettings.of(JsonParser.parseString(json).getAsJsonObject());
  }

  @Test
  void givenRecordsInTextsThenEachOfTheirNumbersIsASetting() {
    assertEquals(
        Map.of(
            "task", "tiny",
            "training.adversarial.weight.floor", "1.0",
            "training.adversarial.weight.place", "OUTPUTS",
            "training.adversarial.width", "8",
            "configuration.seed", "3"),
        of(
            "{'task': 'tiny', 'configuration': {'seed': 3}, 'description': {'training':"
                + " {'adversarial': 'Term[weight=Weight[floor=1.0, place=OUTPUTS], width=8]'}}}"));
  }

  @Test
  void givenATextThatIsNoRecordThenItStaysWhole() {
    assertEquals(
        Map.of("schedule", "NoiseSchedule[1000] #7", "list", "A[1, 2]", "open", "A[b=[1"),
        of(
            "{'description': {'schedule': 'NoiseSchedule[1000] #7', 'list': 'A[1, 2]', 'open':"
                + " 'A[b=[1'}}"));
  }
}
