package org.text2layer.notebook.jjava;

import jdk.jshell.JShell;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.text2layer.notebook.kernel.JavadocSources;
import org.text2layer.notebook.kernel.JupyterProcess;
import org.text2layer.notebook.kernel.NotebookImports;

/**
 * Loaded by JJava itself when it starts: values of Text2Layer then show as pictures, its classes
 * need no import, Shift-Tab shows their Javadoc, and the kernel ends with the Jupyter that started
 * it, also if that is killed.
 */
public final class JJavaExtension implements Extension {
  private static final String PROGRESS =
      "import static org.text2layer.notebook.jjava.JJavaNotebook.progress;";

  /** For the service loader. */
  public JJavaExtension() {}

  /** Never throws: JJava would end, or forget the extension, where a library is missing. */
  @Override
  public void install(BaseKernel kernel) {
    JupyterProcess.endKernelWithIt();
    try {
      JJavaNotebook.register(kernel.getRenderer());
    } catch (LinkageError missing) {
      System.err.println(
          "Text2Layer: expected its libraries on the class path before text2layer.jar but one is"
              + " missing ("
              + missing.getMessage()
              + "): restart the kernel and add target/lib/*.jar first.");
      return;
    }
    NotebookImports.statements().forEach(kernel::eval);
    kernel.eval(PROGRESS);
    addJavadoc(kernel);
  }

  /** JJava's kernel is no part of the API that the library is compiled against. */
  private static void addJavadoc(BaseKernel kernel) {
    try {
      JavadocSources.addTo((JShell) kernel.getClass().getMethod("getJShell").invoke(kernel));
    } catch (ReflectiveOperationException | ClassCastException another) {
      // A JJava that keeps its shell elsewhere: only Javadoc is missing.
    }
  }
}
