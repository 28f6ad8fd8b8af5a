package org.text2layer.notebook;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Picture;
import org.text2layer.notebook.html.Html;
import org.text2layer.notebook.html.HtmlTable;

/**
 * Lists, maps, records and enums: pictures as a row of pictures, records as a table with a column
 * for each component, all else as words; cut, with what was left out counted.
 */
final class ValueView {
  private static final int ROWS = 10;
  private static final int COLUMNS = 12;
  private static final int PICTURES = 24;
  private static final int SIDE = 72;
  private static final int CHARACTERS = 80;
  private static final int MOST_CHARACTERS = 2_000;

  /** A value inside of a value inside of a value: a list may hold itself. */
  private static final int DEEPEST = 3;

  private ValueView() {}

  static View of(Collection<?> values) {
    List<?> shown = values.stream().limit(PICTURES).toList();
    String count = Html.count(values.size(), "value");
    if (!shown.isEmpty() && shown.stream().allMatch(value -> picture(value).isPresent())) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < shown.size(); i++) {
        items.add(
            Html.labelled(String.valueOf(i), thumbnail(picture(shown.get(i)).orElseThrow()), SIDE));
      }
      return view(values, Html.rows(items, SIDE, 1), told(count, shown.size(), values.size()));
    }
    List<?> rows = shown.subList(0, Math.min(ROWS, shown.size()));
    if (!rows.isEmpty() && rows.stream().allMatch(value -> readable(value, rows.get(0)))) {
      return view(
          values, table(rows), told(Html.count(values.size(), "row"), rows.size(), values.size()));
    }
    return words(values, count);
  }

  static View of(Map<?, ?> values) {
    HtmlTable table = HtmlTable.of(List.of(words("key"), words("value")));
    values.entrySet().stream()
        .limit(PICTURES)
        .forEach(entry -> table.row(List.of(cell(entry.getKey()), cell(entry.getValue()))));
    String count = Html.count(values.size(), "entry", "entries");
    int shown = Math.min(PICTURES, values.size());
    return view(values, table.html(), told(count, shown, values.size()));
  }

  static View of(Record value) {
    if (!readable(value, value)) {
      return words(value, "");
    }
    HtmlTable table = HtmlTable.of(List.of(words(""), words("")));
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      table.row(List.of(Html.escaped(words(component)), cell(read(component, value))));
    }
    String name = value.getClass().getSimpleName();
    return new View(Html.view(name, table.html(), ""), text(value));
  }

  /** "all steps done" where the value has words of its own, else "preset: full". */
  static View of(Enum<?> value) {
    String type = spaced(value.getDeclaringClass().getSimpleName());
    String words =
        value.toString().equals(value.name())
            ? type.toLowerCase(Locale.ROOT) + ": " + text(value)
            : text(value);
    return new View(Html.view("", Html.escaped(words), ""), words);
  }

  private static String told(String count, int shown, int all) {
    return shown < all ? count + ", the first " + shown + " shown" : count;
  }

  private static View view(Object value, String body, String smallPrint) {
    return new View(Html.view("", body, smallPrint), text(value));
  }

  private static String text(Object value) {
    return Html.cut(said(value, DEEPEST), MOST_CHARACTERS);
  }

  /** In words where a value has none of its own: "time limit", "steps 9, end all steps done". */
  private static String said(Object value, int deep) {
    String text = String.valueOf(value);
    if (value instanceof Enum<?> constant) {
      return text.equals(constant.name()) ? text.toLowerCase(Locale.ROOT).replace('_', ' ') : text;
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? Html.format("%.4g", number) : text;
    }
    if (deep == 0) {
      return text;
    }
    if (value instanceof Map<?, ?> map) {
      return joined(
          map.entrySet(),
          entry -> said(entry.getKey(), deep - 1) + " " + said(entry.getValue(), deep - 1));
    }
    if (value instanceof Collection<?> list) {
      return joined(list, each -> said(each, deep - 1));
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(inside -> said(inside, deep - 1)).orElse("none");
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? said(optional.getAsDouble(), deep - 1) : "none";
    }
    if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? Html.format("%,d", optional.getAsLong()) : "none";
    }
    boolean wordless =
        readable(value, value) && text.startsWith(value.getClass().getSimpleName() + "[");
    return wordless
        ? joined(
            List.of(value.getClass().getRecordComponents()),
            component -> words(component) + " " + said(read(component, value), deep - 1))
        : text;
  }

  private static <T> String joined(Collection<T> values, Function<T, String> words) {
    String left = values.size() > PICTURES ? ", …" : "";
    return values.stream().limit(PICTURES).map(words).collect(Collectors.joining(", ")) + left;
  }

  private static View words(Object value, String count) {
    return view(value, "<div>" + Html.escaped(text(value)) + "</div>", count);
  }

  private static String table(List<?> rows) {
    List<RecordComponent> components =
        Stream.of(rows.get(0).getClass().getRecordComponents()).limit(COLUMNS).toList();
    HtmlTable table =
        HtmlTable.of(
            components.stream()
                .map(
                    component ->
                        new HtmlTable.Column(
                            words(component),
                            number(component.getType())
                                ? HtmlTable.Cells.NUMBERS
                                : HtmlTable.Cells.TEXT))
                .toList());
    rows.forEach(row -> table.row(components.stream().map(each -> cell(read(each, row))).toList()));
    return table.html();
  }

  /** "true score" for trueScore. */
  private static String words(RecordComponent component) {
    return spaced(component.getName()).toLowerCase(Locale.ROOT);
  }

  private static String spaced(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
  }

  private static HtmlTable.Column words(String name) {
    return new HtmlTable.Column(name, HtmlTable.Cells.TEXT);
  }

  private static boolean number(Class<?> type) {
    return type.isPrimitive() && type != boolean.class && type != char.class;
  }

  private static String cell(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(ValueView::cell).orElse("");
    }
    if (value instanceof OptionalDouble || value instanceof OptionalLong) {
      String number = said(value, DEEPEST);
      return number.equals("none") ? "" : number;
    }
    Optional<Picture> picture = picture(value);
    if (picture.isPresent()) {
      return thumbnail(picture.get());
    }
    if (value instanceof Collection<?> list) {
      List<?> rows = new ArrayList<>(list);
      if (rows.size() > PICTURES) {
        return Html.count(rows.size(), "value");
      }
      if (!rows.isEmpty() && rows.stream().allMatch(row -> readable(row, rows.get(0)))) {
        return table(rows);
      }
    }
    return Html.escaped(Html.cut(said(value, DEEPEST), CHARACTERS));
  }

  private static Optional<Picture> picture(Object value) {
    if (value instanceof LayeredImage image) {
      return Optional.of(image.composed());
    }
    return value instanceof Picture picture ? Optional.of(picture) : Optional.empty();
  }

  private static String thumbnail(Picture picture) {
    return Html.thumbnail(picture, picture.toString(), SIDE);
  }

  /** Whether it is a record of that one's type whose components may be read from outside. */
  private static boolean readable(Object value, Object first) {
    return value instanceof Record
        && value.getClass() == first.getClass()
        && Stream.of(value.getClass().getRecordComponents())
            .allMatch(component -> component.getAccessor().canAccess(value));
  }

  private static Object read(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException error) {
      throw new IllegalArgumentException(
          "Expected to read %s of a %s but it failed."
              .formatted(component.getName(), record.getClass().getSimpleName()),
          error);
    }
  }
}
