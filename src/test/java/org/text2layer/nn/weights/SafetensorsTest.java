package org.text2layer.nn.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path folder;

  @Test
  void givenEveryTypeThenValuesAreWidenedExactly() {
    ByteBuffer data = ByteBuffer.allocate(4 + 4 + 4 + 8).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(0.1f).putShort((short) 0x3555).putShort((short) 0xfc00);
    data.putShort((short) 0x3eab).putShort((short) 0xc000).putLong(-77);
    Safetensors file =
        read(
            """
            {"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},
             "b":{"dtype":"F16","shape":[2],"data_offsets":[4,8]},
             "c":{"dtype":"BF16","shape":[2,1],"data_offsets":[8,12]},
             "d":{"dtype":"I64","shape":[1],"data_offsets":[12,20]},
             "__metadata__":{"format":"pt"}}""",
            data.array());

    assertArrayEquals(new float[] {0.1f}, file.floats("a"));
    assertArrayEquals(new float[] {0.333251953125f, Float.NEGATIVE_INFINITY}, file.floats("b"));
    assertArrayEquals(new float[] {0.333984375f, -2f}, file.floats("c"));
    assertArrayEquals(new float[] {-77}, file.floats("d"));
    try (NDManager manager = NDManager.newBaseManager()) {
      for (String name : file.names()) {
        assertArrayEquals(file.floats(name), file.load(manager, name).toFloatArray(), name);
      }
    }
    assertEquals(new Shape(2, 1), file.shape("c"));
    assertEquals(List.of("a", "b", "c", "d"), List.copyOf(file.names()));
    assertEquals(Map.of("format", "pt"), file.metadata());
  }

  @Test
  void givenEveryHalfThenWideningFollowsTheDefinitionOfTheFormat() {
    for (int bits = 0; bits < 0x10000; bits++) {
      int exponent = bits >> 10 & 31;
      int fraction = bits & 1023;
      double sign = bits < 0x8000 ? 1 : -1;
      double expected =
          exponent == 31
              ? (fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN)
              : sign
                  * (exponent == 0
                      ? fraction * Math.pow(2, -24)
                      : (1024 + fraction) * Math.pow(2, exponent - 25));
      assertEquals((float) expected, StoredType.widenHalf((short) bits), "bits " + bits);
    }
  }

  @Test
  void givenEveryHalf_whenLoadedAsAnArray_thenPyTorchWidensItToTheSameBits() {
    ByteBuffer data = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int bits = 0; bits < 0x10000; bits++) {
      data.putShort((short) bits);
    }
    Safetensors file =
        read(
            "{\"a\":{\"dtype\":\"F16\",\"shape\":[65536],\"data_offsets\":[0,131072]}}",
            data.array());
    try (NDManager manager = NDManager.newBaseManager()) {
      assertArrayEquals(file.floats("a"), file.load(manager, "a").toFloatArray());
    }
  }

  /** Java's direct memory is bounded; of networks only their largest tensor has to fit. */
  @Test
  void givenManyTensors_whenLoaded_thenEachHasItsOwnMemoryAndNoneIsJavas() {
    Path path = folder.resolve("many.safetensors");
    int megabyte = 1 << 18;
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      for (int i = 0; i < 64; i++) {
        arrays.put("t" + i, manager.full(new Shape(megabyte - i), (float) i));
      }
      SafetensorsWriter.write(path, arrays, Map.of());
      try (Safetensors file = Safetensors.open(path)) {
        long before = directBytes();
        List<NDArray> loaded =
            arrays.keySet().stream().map(name -> file.load(manager, name)).toList();
        long taken = directBytes() - before;
        assertTrue(taken < 8L << 20, taken + " bytes");
        for (int i = 0; i < loaded.size(); i++) {
          assertEquals(new Shape(megabyte - i), loaded.get(i).getShape());
          assertEquals(i, loaded.get(i).getFloat(megabyte - i - 1));
        }
      }
    }
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  @Test
  void givenWrittenArraysThenTheyAreReadBackFromFileAndStream() throws IOException {
    Path path = folder.resolve("new/weights.safetensors");
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      arrays.put("β.weight", manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)));
      arrays.put("empty", manager.create(new float[0], new Shape(0, 4)));
      arrays.put("scalar", manager.create(7f));
      SafetensorsWriter.write(path, arrays, Map.of("made by", "a test"));
    }
    for (boolean mapped : new boolean[] {true, false}) {
      try (Safetensors file =
          mapped ? Safetensors.open(path) : Safetensors.read(Files.newInputStream(path), "x")) {
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, file.floats("β.weight"));
        assertEquals(new Shape(0, 4), file.shape("empty"));
        assertArrayEquals(new float[] {7}, file.floats("scalar"));
        assertEquals(Map.of("made by", "a test"), file.metadata());
      }
    }
    byte[] bytes = Files.readAllBytes(path);
    assertEquals(0, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8);
    try (var files = Files.list(path.getParent())) {
      assertEquals(List.of(path), files.toList(), "nothing stays beside the file");
    }
  }

  @Test
  void givenAFolderInTheWayThenWritingFailsInASentenceAndLeavesNothing() throws IOException {
    Path target = folder.resolve("weights.safetensors");
    Files.createDirectories(target.resolve("occupied"));
    try (NDManager manager = NDManager.newBaseManager()) {
      Map<String, NDArray> arrays = Map.of("a", manager.create(1f));
      assertThrows(WeightsException.class, () -> SafetensorsWriter.write(target, arrays, Map.of()));
    }
    try (var files = Files.list(folder)) {
      assertEquals(List.of(target), files.toList());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a hole       | {'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
        "an overlap   | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[2,6]}}",
        "needs 8 bytes | {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}",
        "impossible shape | {'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}}",
        "shape [-1] | {'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}",
        "begins at byte 4 | {'a':{'dtype':'U8','shape':[1],'data_offsets':[4,8]}}",
        "lacks its shape | {'a':{'dtype':'F32','data_offsets':[0,4]}}",
        "listed twice | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}",
        "early | {'a':{'dtype':'F32','shape':[100],'data_offsets':[0,400]}}",
        "early | {'a':{'dtype':'F32','shape':[2000000000],'data_offsets':[0,8000000000]}}",
        "bytes follow | {'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}",
        "something else | [1,2,3]",
        "something else | {'a':{'dtype':'F32','shape':['x'],'data_offsets':[0,4]}}",
        "more than 16 numbers | {'a':{'dtype':'F32','shape':[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],'data_offsets':[0,4]}}"
      })
  void givenAMalformedHeaderThenTheMessageNamesTheFault(String fault, String json)
      throws IOException {
    byte[] bytes = file(json.replace('\'', '"'), new byte[8]);
    Path path = Files.write(folder.resolve("bad.safetensors"), bytes);
    for (Runnable reading :
        List.<Runnable>of(
            () -> Safetensors.open(path).close(),
            () -> Safetensors.read(new ByteArrayInputStream(bytes), "bad"))) {
      String message = assertThrows(WeightsException.class, reading::run).getMessage();
      assertTrue(
          message.contains(fault) || message.contains("failed"), fault + " is not in: " + message);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"I32", "U8", "BOOL", "F64", "F8_E4M3", "C64"})
  void givenATensorOfAnotherTypeThenTheOthersAreReadAndItIsRefusedOnlyWhenAskedFor(String type) {
    Safetensors file =
        read(
            """
            {"position_ids":{"dtype":"%s","shape":[1],"data_offsets":[0,8]},
             "a":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}"""
                .formatted(type),
            new byte[12]);
    assertArrayEquals(new float[] {0}, file.floats("a"));
    assertEquals(new Shape(1), file.shape("position_ids"));
    for (Runnable reading :
        List.<Runnable>of(() -> file.floats("position_ids"), () -> file.row("position_ids", 0))) {
      String message = assertThrows(WeightsException.class, reading::run).getMessage();
      assertTrue(message.contains("'position_ids' has '" + type + "'"), message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "html.safetensors, it is a web page: fetch it again",
    "lfs-pointer.safetensors, it is a Git LFS pointer: run git lfs pull",
  })
  void givenWhatAFailedDownloadLeavesThenTheMessageSaysWhatItIs(String name, String found)
      throws IOException {
    byte[] bytes;
    try (var stream = getClass().getResourceAsStream(name)) {
      bytes = stream.readAllBytes();
    }
    Path file = Files.write(folder.resolve(name), bytes);
    String message =
        assertThrows(WeightsException.class, () -> Safetensors.open(file)).getMessage();
    assertTrue(message.endsWith("in " + file + " but " + found + "."), message);
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 1, 100_000_001, Long.MAX_VALUE})
  void givenAnImpossibleHeaderLengthThenNothingIsAllocated(long length) {
    byte[] bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    String message =
        assertThrows(
                WeightsException.class,
                () -> Safetensors.read(new ByteArrayInputStream(bytes), "bad"))
            .getMessage();
    assertTrue(message.contains("pickle"), message);
  }

  @Test
  void givenEveryTruncationAndRandomDamageThenItIsReadOrRefusedButNeverAnotherError()
      throws IOException {
    byte[] good =
        file(
            """
            {"a":{"dtype":"F16","shape":[2,2],"data_offsets":[0,8]},\
            "b":{"dtype":"F32","shape":[3],"data_offsets":[8,20]}}""",
            new byte[20]);
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThrows(WeightsException.class, () -> readAll(cut), "length " + length);
    }
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = good.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        readAll(damaged);
      } catch (WeightsException expected) {
        assertTrue(expected.getMessage().length() > 20);
      } catch (RuntimeException | Error other) {
        fail("round " + round + ": " + new String(damaged, StandardCharsets.ISO_8859_1), other);
      }
    }
  }

  @Test
  void givenNoFileOrAnUnknownTensorThenASentenceSaysSo() {
    assertThrows(WeightsException.class, () -> Safetensors.open(folder.resolve("none")));
    Safetensors file = read("{}", new byte[0]);
    assertThrows(WeightsException.class, () -> file.floats("a"));
  }

  private static void readAll(byte[] bytes) {
    Safetensors file = Safetensors.read(new ByteArrayInputStream(bytes), "damaged");
    file.names().forEach(file::floats);
  }

  private static Safetensors read(String json, byte[] data) {
    return Safetensors.read(new ByteArrayInputStream(file(json, data)), "test");
  }

  private static byte[] file(String json, byte[] data) {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data)
        .array();
  }
}
