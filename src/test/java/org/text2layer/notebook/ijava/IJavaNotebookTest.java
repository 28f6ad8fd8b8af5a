package org.text2layer.notebook.ijava;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.jupyter.kernel.RecordingKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.text2layer.image.Gallery;
import org.text2layer.notebook.Progress;
import org.text2layer.notebook.Views;
import org.text2layer.notebook.kernel.NotebookImports;

class IJavaNotebookTest {
  private final RecordingKernel kernel = new RecordingKernel();

  static List<Object> values() {
    return Views.everything("an apple");
  }

  @ParameterizedTest
  @MethodSource("values")
  void onceInstalledEveryValueIsHtmlWithWordsForTerminals(Object value) {
    IJavaNotebook.install(kernel);
    DisplayData shown = kernel.getRenderer().render(value);
    String html = (String) shown.getData(MIMEType.TEXT_HTML);
    assertEquals(Views.pictures(Views.of(value).html()).size(), Views.pictures(html).size());
    assertEquals(Views.of(value).text(), shown.getData(MIMEType.TEXT_PLAIN));
  }

  @Test
  void givenANewNotebookWhenInstalledThenItsCellsKnowTheLibrarysPackages() {
    IJavaNotebook.install(kernel);
    assertTrue(kernel.evaluated().containsAll(NotebookImports.statements()));
    assertTrue(
        kernel
            .evaluated()
            .contains("import static org.text2layer.notebook.ijava.IJavaNotebook.progress;"));
  }

  @Test
  void progressIsOneOutputThatIsUpdated() {
    Progress progress = IJavaNotebook.progress(kernel);
    progress.onStarted(2);
    progress.onFinished(Gallery.of(List.of()));
    assertEquals(2, kernel.published().size());
    DisplayData first = assertInstanceOf(PublishDisplayData.class, kernel.published().get(0));
    DisplayData second =
        assertInstanceOf(PublishUpdateDisplayData.class, kernel.published().get(1));
    assertTrue(first.hasDisplayId());
    assertEquals(first.getDisplayId(), second.getDisplayId());
    assertTrue(second.getData(MIMEType.TEXT_HTML).toString().contains("2 steps in"));
  }

  @Test
  void givenACellThatWasInterruptedWhenTheGenerationNoticesThenItsLineStillSaysWhereItStopped() {
    Progress progress = IJavaNotebook.progress(kernel);
    progress.onStarted(20);
    kernel.endCell();
    progress.onStopped(new IllegalStateException("interrupted"));
    DisplayData last = assertInstanceOf(PublishUpdateDisplayData.class, kernel.published().get(1));
    assertTrue(last.getData(MIMEType.TEXT_PLAIN).toString().startsWith("stopped after step 0"));
  }

  @Test
  void outsideOfIJavaInstallingIsRefused() {
    String message = assertThrows(IllegalStateException.class, IJavaNotebook::install).getMessage();
    assertTrue(message.contains("IJava notebook"), message);
  }
}
