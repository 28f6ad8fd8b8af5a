package org.text2layer.notebook.jjava;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.RecordingKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.text2layer.notebook.KernelClassLoader;
import org.text2layer.notebook.Progress;
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

  @Test
  void givenACellThatWasInterruptedWhenTheGenerationNoticesThenItsLineStillSaysWhereItStopped() {
    RecordingKernel kernel = new RecordingKernel();
    Progress progress = JJavaNotebook.progress(kernel);
    progress.onStarted(20);
    kernel.endCell();
    progress.onStopped(new IllegalStateException("interrupted"));
    DisplayData last = assertInstanceOf(PublishUpdateDisplayData.class, kernel.published().get(1));
    assertTrue(last.getData(MIMEType.TEXT_PLAIN).toString().startsWith("stopped after step 0"));
  }

  @Test
  void givenTheJarBeforeItsLibrariesWhenTheKernelStartsThenItGoesOnAndSaysWhatToDo()
      throws Exception {
    Predicate<String> wanted =
        entry ->
            entry.endsWith("classes")
                || Path.of(entry)
                    .getFileName()
                    .toString()
                    .matches("jjava.*|gson.*|jeromq.*|slf4j.*");
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (URLClassLoader notebook = KernelClassLoader.of(List.of(), wanted)) {
      Class<?> base = notebook.loadClass(BaseKernel.class.getName());
      Object kernel =
          notebook.loadClass(RecordingKernel.class.getName()).getConstructor().newInstance();
      Class<?> extension = notebook.loadClass(JJavaExtension.class.getName());
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      extension.getMethod("install", base).invoke(extension.getConstructor().newInstance(), kernel);
    } finally {
      System.setErr(before);
    }
    String sentence = said.toString(StandardCharsets.UTF_8);
    assertTrue(sentence.contains("add target/lib/*.jar first"), sentence);
  }
}
