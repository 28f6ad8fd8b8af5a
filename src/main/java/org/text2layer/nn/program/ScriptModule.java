package org.text2layer.nn.program;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.nn.weights.WeightsException;

/**
 * A TorchScript network from a user's file, called with one of its switches on, as Python calls
 * {@code network(x, return_features=True)}. Such an archive is a program: load only those whose
 * source you trust. Calls are thread-safe; the network belongs to the manager it was loaded on.
 */
public final class ScriptModule {
  private final Path file;
  private final PtSymbolBlock module;
  private final List<Boolean> switches;

  private ScriptModule(Path file, PtSymbolBlock module, List<Boolean> switches) {
    this.file = file;
    this.module = module;
    this.switches = switches;
  }

  /**
   * Loads a file on the manager's device.
   *
   * @param name of the switch that is on in every call
   * @throws WeightsException if it is missing, not a TorchScript archive, or has no such switch
   */
  public static ScriptModule load(NDManager manager, Path file, String name) {
    TorchScriptArchive.require(file);
    // Arguments can be given by their places only: those before it keep their defaults.
    List<Boolean> switches = new ArrayList<>(TorchScriptArchive.switchesBefore(file, name));
    switches.add(true);
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      PtNDManager owner = (PtNDManager) manager;
      PtSymbolBlock module = JniUtils.loadModule(owner, stream, owner.getDevice().isGpu(), false);
      return new ScriptModule(file, module, switches);
    } catch (IOException | EngineException error) {
      throw new WeightsException(
          "Expected a TorchScript archive in %s but could not read one (%s): check the file."
              .formatted(file, ExternalNetwork.firstLine(error)),
          error);
    }
  }

  /**
   * Calls it without autograd; the result belongs to the input's manager.
   *
   * @throws WeightsException if it does not take such a tensor or does not return one
   */
  public NDArray forward(NDArray input) {
    List<IValue> arguments = new ArrayList<>();
    arguments.add(IValue.from((PtNDArray) input));
    switches.forEach(value -> arguments.add(IValue.from(value)));
    IValue[] all = arguments.toArray(IValue[]::new);
    try (IValue result = IValueUtils.runMethod(module, "forward", all)) {
      return result.toNDList((PtNDManager) input.getManager()).singletonOrThrow();
    } catch (EngineException | IndexOutOfBoundsException error) {
      throw new WeightsException(
          "Expected %s to make one tensor of %s but it failed (%s): give the file that is asked for."
              .formatted(file, input.getShape(), ExternalNetwork.firstLine(error)),
          error);
    } finally {
      arguments.forEach(IValue::close);
    }
  }
}
