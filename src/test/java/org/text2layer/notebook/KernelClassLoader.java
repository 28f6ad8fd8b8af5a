package org.text2layer.notebook;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A notebook's class loader as a kernel makes it: the kernel's own jars come first. */
public final class KernelClassLoader {
  private KernelClassLoader() {}

  /** This process's class path, as far as its entries are wanted, behind the kernel's jars. */
  public static URLClassLoader of(List<Path> kernelsOwn, Predicate<String> wanted) {
    List<Path> rest =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(wanted)
            .map(Path::of)
            .toList();
    ClassLoader kernel = new URLClassLoader(urls(kernelsOwn), ClassLoader.getPlatformClassLoader());
    return new URLClassLoader(urls(rest), kernel);
  }

  private static URL[] urls(List<Path> paths) {
    List<URL> urls = new ArrayList<>();
    for (Path path : paths) {
      try {
        urls.add(path.toUri().toURL());
      } catch (MalformedURLException error) {
        throw new IllegalArgumentException(path.toString(), error);
      }
    }
    return urls.toArray(URL[]::new);
  }
}
