package org.text2layer.notebook.jjava;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.text2layer.notebook.Views;

class JJavaNotebookTest {
  static List<Object> values() {
    return Views.everything("an apple");
  }

  @ParameterizedTest
  @MethodSource("values")
  void everyValueIsHtmlWithWordsForTerminals(Object value) {
    Renderer renderer = new Renderer();
    JJavaNotebook.register(renderer);
    DisplayData shown = renderer.render(value);
    String html = (String) shown.getData(MIMEType.TEXT_HTML);
    // Not its very pixels: a chart is laid out anew each time it is painted.
    assertEquals(Views.pictures(Views.of(value).html()).size(), Views.pictures(html).size());
    assertEquals(Views.of(value).text(), shown.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void jjavaFindsTheExtension() {
    List<Extension> found =
        ServiceLoader.load(Extension.class).stream().map(ServiceLoader.Provider::get).toList();
    assertEquals(1, found.size());
    assertInstanceOf(JJavaExtension.class, found.get(0));
  }

  @Test
  void progressOutsideOfANotebookIsRefused() {
    String message =
        assertThrows(IllegalStateException.class, JJavaNotebook::progress).getMessage();
    assertTrue(message.contains("JJava notebook"), message);
  }
}
