package org.text2layer.nn.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DryRunTest {
  private static final String SHARED =
      """
      def halves(self: __torch__.Function, x: Tensor, axis: int) -> Tensor:
        a, b = torch.chunk(x, 2, axis)
        return a + b
      """;

  @Test
  void givenBranchesAndSharedFunctionsThenTheTakenOnesGiveTheShape() {
    String body =
        """
        # Not even.
        pad = [0, 0]
        if torch.size(x, 3) < 8 // 1:
          pad = [0, 8 - torch.size(x, 3)]
        else:
          pad = [0, 100]
        h = torch.constant_pad_nd(x, pad, 0)
        if not True:
          h = torch.transpose(h, 2, 3)
        return self.halves(h, -1).contiguous()
        """;
    assertEquals(new Shape(2, 3, 5, 4), run(body, 2, 3, 5, 7));
  }

  @Test
  void givenValuesThatDieThenThePeakIsWhatLivesAtOnce() {
    DryRun run = new DryRun(DataType.FLOAT32, Map.of());
    NDArray x = run.input(DataType.FLOAT32, 100);
    call(run, "h = torch.silu(x)\nh = torch.silu(h)\nh = torch.silu(h)\nreturn torch.silu(h)", x);
    assertEquals(3 * 400, run.peakBytes());
  }

  @Test
  void givenInputsWithoutGradientsThenNothingIsKeptButTheOutput() {
    DryRun run = new DryRun(DataType.FLOAT32, Map.of());
    call(run, "return torch.silu(torch.gelu(x))", run.input(DataType.FLOAT32, 100));
    assertEquals(400, run.calls().get(0).keptBytes());
    assertEquals(0, run.calls().get(0).backwardFlops());
  }

  @Test
  void givenAnOperatorWithoutARuleThenTheMessageNamesIt() {
    assertTrue(message("return torch.fft(x)").contains("torch.fft"));
  }

  @Test
  void givenSyntaxBeyondTheScriptsThenTheMessageShowsIt() {
    assertTrue(message("return x @ x").contains("'@ x'"), message("return x @ x"));
    assertTrue(message("y = x").contains("return"), message("y = x"));
  }

  private static String message(String body) {
    return assertThrows(IllegalArgumentException.class, () -> run(body, 1, 1, 2, 2)).getMessage();
  }

  private static Shape run(String body, long... sizes) {
    DryRun run = new DryRun(DataType.FLOAT32, Map.of());
    return call(run, body, run.input(DataType.FLOAT32, sizes)).getShape();
  }

  private static NDArray call(DryRun run, String body, NDArray x) {
    DryRun.Text text = new DryRun.Text(SHARED, List.of("x"), body);
    return run.call("block", text, List.of(), new NDList(x)).singletonOrThrow();
  }
}
