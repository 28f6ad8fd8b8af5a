package org.text2layer.spark.input;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.text2layer.data.DatasetException;
import org.text2layer.data.input.ListOptions;
import org.text2layer.data.list.Utf8;

/**
 * The columns that are read.
 *
 * @param schema of these columns alone
 * @param picture the one of bytes or of paths
 * @param areBytes whether it is of bytes
 * @param caption the one of captions
 * @param key the one of keys, if there is one
 */
record ParquetColumns(
    MessageType schema, String picture, boolean areBytes, String caption, Optional<String> key) {
  /** As img2dataset and Hugging Face's data sets call them. */
  private static final List<String> BYTES =
      List.of("image", "jpg", "jpeg", "png", "webp", "image_bytes", "bytes");

  private static final List<String> KEYS = List.of("key", "sample_key", "__key__");
  private static final String OF_STRUCT = "bytes";

  /**
   * Of a file.
   *
   * @throws DatasetException if it has none for the picture or none for the caption
   */
  static ParquetColumns of(MessageType all, ListOptions options, String file) {
    Optional<Type> bytes = find(all, BYTES).filter(ParquetColumns::isOfBytes);
    Optional<Type> picture =
        bytes.or(() -> find(all, options.pathColumns()).filter(ParquetColumns::isText));
    Optional<Type> caption = find(all, options.captionColumns()).filter(ParquetColumns::isBinary);
    if (picture.isEmpty() || caption.isEmpty()) {
      throw new DatasetException(
          "Expected a column of picture bytes named as one of %s or of paths named as one of %s, and one of captions named as one of %s, in %s but it has %s: name them in the ListOptions."
              .formatted(
                  BYTES,
                  options.pathColumns(),
                  options.captionColumns(),
                  file,
                  all.getFields().stream().map(Type::getName).toList()));
    }
    Optional<Type> key = find(all, KEYS).filter(ParquetColumns::isText);
    List<Type> chosen = new ArrayList<>(List.of(withoutPath(picture.get()), caption.get()));
    key.ifPresent(chosen::add);
    return new ParquetColumns(
        new MessageType(all.getName(), chosen),
        picture.get().getName(),
        bytes.isPresent(),
        caption.get().getName(),
        key.map(Type::getName));
  }

  private static Optional<Type> find(MessageType all, List<String> names) {
    return names.stream()
        .flatMap(
            name -> all.getFields().stream().filter(type -> type.getName().equalsIgnoreCase(name)))
        .findFirst();
  }

  private static boolean isBinary(Type type) {
    return type.isPrimitive()
        && !type.isRepetition(Type.Repetition.REPEATED)
        && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  private static boolean isText(Type type) {
    return isBinary(type)
        && type.getLogicalTypeAnnotation()
            instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
  }

  private static boolean isOfBytes(Type type) {
    if (type.isPrimitive()) {
      return isBinary(type) && !isText(type);
    }
    GroupType struct = type.asGroupType();
    return !type.isRepetition(Type.Repetition.REPEATED)
        && struct.containsField(OF_STRUCT)
        && isBinary(struct.getType(OF_STRUCT));
  }

  private static Type withoutPath(Type picture) {
    return picture.isPrimitive()
        ? picture
        : picture.asGroupType().withNewFields(picture.asGroupType().getType(OF_STRUCT));
  }

  Row row(Group values) {
    return new Row(this, values);
  }

  /**
   * A row of them.
   *
   * @param columns which
   * @param values of the row
   */
  record Row(ParquetColumns columns, Group values) {
    Optional<String> key() throws CharacterCodingException {
      return columns.key.isEmpty() ? Optional.empty() : text(columns.key.get());
    }

    Optional<String> caption() throws CharacterCodingException {
      return text(columns.caption);
    }

    Optional<byte[]> picture() {
      Optional<Group> at = Optional.of(values);
      String column = columns.picture;
      if (!columns.schema.getType(column).isPrimitive()) {
        boolean there = values.getFieldRepetitionCount(column) > 0;
        at = there ? Optional.of(values.getGroup(column, 0)) : Optional.empty();
        column = OF_STRUCT;
      }
      String name = column;
      return at.filter(group -> group.getFieldRepetitionCount(name) > 0)
          .map(group -> group.getBinary(name, 0).getBytes());
    }

    /** Path and caption, as a list's row has them. */
    Map<String, String> fields() throws CharacterCodingException {
      Map<String, String> fields = new HashMap<>();
      text(columns.picture).ifPresent(text -> fields.put(columns.picture, text));
      caption().ifPresent(text -> fields.put(columns.caption, text));
      return fields;
    }

    private Optional<String> text(String column) throws CharacterCodingException {
      if (values.getFieldRepetitionCount(column) == 0) {
        return Optional.empty();
      }
      byte[] bytes = values.getBinary(column, 0).getBytes();
      return Optional.of(Utf8.decode(bytes));
    }
  }
}
