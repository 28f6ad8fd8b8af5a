package org.text2layer.notebook;

import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Picture;
import org.text2layer.image.RgbaImage;
import org.text2layer.notebook.html.Html;

/**
 * A layered image as panels: the foreground cut out, the background, the mask and the composed
 * picture; with several layers, each cut out. The caption stands above, the rest of the provenance
 * below.
 */
final class LayeredImageView {
  private static final int PANEL = 180;

  private LayeredImageView() {}

  static View of(LayeredImage image) {
    List<String> panels = new ArrayList<>();
    if (image.layers().size() == 1) {
      panels.add(panel("foreground: F cut out by m", image.cutOut()));
      panels.add(panel("background B", image.background()));
      panels.add(panel("mask m", image.mask()));
      panels.add(
          panel("composed: C\u00a0=\u00a0mF\u00a0+\u00a0(1\u00a0−\u00a0m)B", image.composed()));
    } else {
      panels.add(panel("backdrop", image.backdrop()));
      for (int i = 0; i < image.layers().size(); i++) {
        ImageLayer layer = image.layers().get(i);
        String number = "layer " + (i + 1);
        String label = layer.name().equals(number) ? number : number + ": " + layer.name();
        panels.add(panel(label, RgbaImage.of(layer.colour(), layer.mask())));
      }
      panels.add(panel("composed, bottom to top", image.composed()));
    }
    Provenance provenance = new Provenance(image.provenance());
    String size = image.width() + " × " + image.height();
    String told = provenance.smallPrint();
    String smallPrint = told.isEmpty() ? size : size + " · " + told;
    return new View(
        Html.view(provenance.caption(), Html.row(panels), smallPrint),
        text(image, provenance.caption(), told));
  }

  private static String panel(String label, Picture picture) {
    return Html.labelled(label, Html.picture(picture, label, PANEL), PANEL);
  }

  private static String text(LayeredImage image, String caption, String told) {
    return image + (caption.isEmpty() ? "" : ": " + caption) + (told.isEmpty() ? "" : " · " + told);
  }
}
