package org.text2layer.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.text2layer.nn.device.ComputeDevice;

/**
 * One function on tensors, written as TorchScript text and compiled by libtorch: several operators
 * in one native call, and operators that DJL does not expose (group norm, scaled-dot-product
 * attention). A text is compiled once in a process and kept: the native function has no state and
 * no device, so that all networks with this text may share it. There are as many as the library's
 * resources have with each choice of constants (layers' kinds, weights of losses) that a process
 * asks for, and so few: 33 of some 4 kB for the embedded model and the standard recipe. Calls are
 * thread-safe.
 */
final class TorchScript {
  private static final Map<String, TorchScript> COMPILED = new ConcurrentHashMap<>();

  /** Functions that every source may call as {@code self.NAME(...)}. */
  static final String SHARED = resource("shared", Map.of());

  private final PtSymbolBlock module;

  private TorchScript(PtSymbolBlock module) {
    this.module = module;
  }

  /**
   * Compiles a function.
   *
   * @param arguments names of the tensors, in the order of the call
   * @param body statements that end in {@code return}
   */
  static TorchScript compile(List<String> arguments, String body) {
    return compile(arguments, "Tensor", body);
  }

  /** The same of a function from lists of tensors to a list of tensors. */
  static TorchScript compileOnLists(List<String> arguments, String body) {
    return compile(arguments, "List[Tensor]", body);
  }

  private static TorchScript compile(List<String> arguments, String type, String body) {
    String signature =
        arguments.stream().map(name -> ", " + name + ": " + type).collect(Collectors.joining());
    String forward = "def forward(self: __torch__.Function%s) -> %s:\n".formatted(signature, type);
    return compile(SHARED + forward + body.indent(2));
  }

  /** Compiles definitions, one of which is {@code forward}. */
  static TorchScript compile(String definitions) {
    return COMPILED.computeIfAbsent(definitions, TorchScript::compiled);
  }

  private static TorchScript compiled(String definitions) {
    PtNDManager kept = (PtNDManager) new ComputeDevice(Device.cpu(), "as asked").newManager();
    String source =
        "class Function(Module):\n"
            + "  __parameters__ = []\n"
            + "  __buffers__ = []\n"
            + "  training : bool\n"
            + definitions.indent(2);
    try (InputStream archive = new ByteArrayInputStream(archive(source))) {
      return new TorchScript(JniUtils.loadModule(kept, archive, false, false));
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  /** The text of a resource beside this class in which constants are replaced by their values. */
  static String resource(String name, Map<String, ?> constants) {
    return resource(TorchScript.class, name, constants);
  }

  /** The same of a resource beside another class. */
  static String resource(Class<?> beside, String name, Map<String, ?> constants) {
    String text = resource(beside, name);
    for (Map.Entry<String, ?> constant : constants.entrySet()) {
      text = text.replaceAll("\\b" + constant.getKey() + "\\b", literal(constant.getValue()));
    }
    return text;
  }

  private static String resource(Class<?> beside, String name) {
    try (InputStream stream = beside.getResourceAsStream(name + ".py")) {
      if (stream == null) {
        throw new IllegalArgumentException("Expected a TorchScript resource " + name + ".py.");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException error) {
      throw new UncheckedIOException(error);
    }
  }

  private static String literal(Object value) {
    return value instanceof Boolean flag ? (flag ? "True" : "False") : value.toString();
  }

  /** The native module. */
  PtSymbolBlock module() {
    return module;
  }

  /** Runs the function without autograd; the result is attached to the first argument's manager. */
  NDArray infer(NDList arguments) {
    PtNDManager manager = (PtNDManager) arguments.head().getManager();
    IValue[] values =
        arguments.stream().map(array -> IValue.from((PtNDArray) array)).toArray(IValue[]::new);
    try (IValue result = IValueUtils.runMethod(module, "forward", values)) {
      return result.toNDList(manager).singletonOrThrow();
    } finally {
      Arrays.stream(values).forEach(IValue::close);
    }
  }

  /** Runs the function so that gradients flow back through it. */
  NDArray train(NDList arguments) {
    return trainAll(arguments).singletonOrThrow();
  }

  /**
   * The same for a function that returns a list, and for one of lists, whose arrays have their
   * list's name. It runs as it is written, on this thread from now on: what libtorch made of a
   * recorded call would stay with the function, and so change the bits of every other network's
   * training in this process.
   */
  NDList trainAll(NDList arguments) {
    JniUtils.setGraphExecutorOptimize(false);
    return IValueUtils.forward(module, arguments, true);
  }

  /** The zip that torch::jit::load reads: entries stored, the object's pickle, and the source. */
  private static byte[] archive(String source) throws IOException {
    // Function() with the state {"training": True}, in pickle protocol 2.
    String object =
        "\u0080\u0002c__torch__\nFunction\nq\u0000)\u0081}(X\b\u0000\u0000\u0000trainingq\u0001\u0088ubq\u0003.";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      store(zip, "data.pkl", object.getBytes(StandardCharsets.ISO_8859_1));
      store(zip, "code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
      store(zip, "constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
      store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry("function/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
