package org.text2layer.notebook.jjava;

import java.util.List;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** Loaded by JJava itself when it starts: values of Text2Layer then show as pictures. */
public final class JJavaExtension implements Extension {
  private static final List<String> IMPORTS =
      List.of(
          "org.text2layer.*",
          "org.text2layer.data.*",
          "org.text2layer.image.*",
          "org.text2layer.notebook.*",
          "org.text2layer.notebook.data.*",
          "org.text2layer.notebook.evaluate.*",
          "org.text2layer.notebook.train.*",
          "org.text2layer.pipeline.*",
          "static org.text2layer.notebook.jjava.JJavaNotebook.progress");

  /** For the service loader. */
  public JJavaExtension() {}

  @Override
  public void install(BaseKernel kernel) {
    JJavaNotebook.register(kernel.getRenderer());
    IMPORTS.forEach(name -> kernel.eval("import " + name + ";"));
  }
}
