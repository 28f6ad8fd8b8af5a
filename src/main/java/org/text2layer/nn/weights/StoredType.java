package org.text2layer.nn.weights;

import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The element types of safetensors that the project reads. All floating-point types are widened to
 * float: exact, and safe with natives that have no bfloat16.
 */
enum StoredType {
  /** IEEE 754 single precision. */
  F32(DataType.FLOAT32) {
    @Override
    float read(ByteBuffer data) {
      return data.getFloat();
    }
  },
  /** IEEE 754 half precision. */
  F16(DataType.FLOAT16) {
    @Override
    float read(ByteBuffer data) {
      return widenHalf(data.getShort());
    }
  },
  /** The upper half of a single-precision number. */
  BF16(DataType.BFLOAT16) {
    @Override
    float read(ByteBuffer data) {
      return Float.intBitsToFloat(data.getShort() << 16);
    }

    /** DJL's library ends the process on arrays of this type. */
    @Override
    DataType handedOver() {
      return DataType.FLOAT32;
    }

    @Override
    void handOver(ByteBuffer data, ByteBuffer to) {
      while (data.hasRemaining()) {
        to.putFloat(read(data));
      }
    }
  },
  /** Signed 64-bit integers, as counters are. */
  I64(DataType.INT64) {
    @Override
    float read(ByteBuffer data) {
      return data.getLong();
    }
  };

  private final DataType type;

  StoredType(DataType type) {
    this.type = type;
  }

  /** The one of a name in a header; empty if it is not read. */
  static Optional<StoredType> of(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  /** Size of one element in bytes. */
  int bytes() {
    return type.getNumOfBytes();
  }

  /** As what PyTorch is given its elements: it widens what it knows itself. */
  DataType handedOver() {
    return type;
  }

  /** Moves all elements of {@code data} (little-endian) on, as {@link #handedOver} says. */
  void handOver(ByteBuffer data, ByteBuffer to) {
    to.put(data);
  }

  /** The next element of {@code data} (little-endian), as float. */
  abstract float read(ByteBuffer data);

  /** All elements of {@code data} (little-endian), as floats. */
  float[] floats(ByteBuffer data) {
    float[] values = new float[data.remaining() / bytes()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(data);
    }
    return values;
  }

  static float widenHalf(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    float magnitude;
    if (exponent == 0) {
      magnitude = fraction * 0x1p-24f;
    } else {
      int wide = exponent == 0x1f ? 0xff : exponent + 112;
      magnitude = Float.intBitsToFloat(wide << 23 | fraction << 13);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
