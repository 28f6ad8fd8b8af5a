package org.text2layer.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFileTest {
  @ParameterizedTest
  @CsvSource({
    "<!doctype html><html>, it is a web page: fetch it again",
    "version https://git-lfs.github.com/spec/v1, it is a Git LFS pointer: run git lfs pull",
    "'{\"a\": ', it is no JSON of the known form",
    "[1], it is no JSON object",
  })
  void givenSomethingElseThanAnObject_thenTheMessageSaysWhatItIs(String text, String found) {
    IOException error = assertThrows(IOException.class, () -> JsonFile.parse(text, json -> json));
    assertEquals(found, error.getMessage());
  }
}
