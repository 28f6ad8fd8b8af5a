package org.text2layer.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossTermsTest {
  @ParameterizedTest
  @CsvSource({
    "total,total",
    "l1,ℓ1 of pictures",
    "l1_background,ℓ1 background",
    "perceptual_composite,perceptual composite",
    "mask_l1,mask ℓ1",
    "l_comp,composition ℓ_comp",
    "l_lap,Laplacian ℓ_lap",
    "mask_edges,mask edges"
  })
  void aTermIsCalledByWordsAndThePapersSymbol(String name, String title) {
    assertEquals(title, LossTerms.title(name));
  }
}
