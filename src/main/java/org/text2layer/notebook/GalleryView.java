package org.text2layer.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.image.Gallery;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.RgbaImage;
import org.text2layer.notebook.html.Html;

/**
 * A gallery: each image composed, with its foreground, background and mask in small below. What all
 * images have in common is said once.
 */
final class GalleryView {
  private static final int LARGE = 168;
  private static final int SMALL = 50;

  private GalleryView() {}

  static View of(Gallery gallery) {
    if (gallery.size() == 0) {
      return new View(Html.view("", "", "an empty gallery"), gallery.toString());
    }
    List<String> items = new ArrayList<>();
    for (int i = 0; i < gallery.size(); i++) {
      items.add(item(gallery.labels().get(i), gallery.get(i)));
    }
    Provenance shared = new Provenance(shared(gallery));
    return new View(
        Html.view(
            shared.caption(), Html.rows(items, LARGE, gallery.together()), shared.smallPrint()),
        shared.caption().isEmpty() ? gallery.toString() : gallery + ": " + shared.caption());
  }

  private static String item(String label, LayeredImage image) {
    String composed = Html.thumbnail(image.composed(), label, LARGE);
    StringBuilder parts = new StringBuilder();
    for (ImageLayer layer : image.layers()) {
      parts.append(Html.thumbnail(RgbaImage.of(layer.colour(), layer.mask()), layer.name(), SMALL));
    }
    parts.append(Html.thumbnail(image.backdrop(), "background", SMALL));
    if (image.layers().size() == 1) {
      parts.append(Html.thumbnail(image.mask(), "mask", SMALL));
    }
    return Html.labelled(
        label,
        composed
            + "<div style=\"display:flex;flex-wrap:wrap;gap:6px;margin-top:6px\">"
            + parts
            + "</div>",
        LARGE);
  }

  private static Map<String, String> shared(Gallery gallery) {
    Map<String, String> shared = new LinkedHashMap<>(gallery.get(0).provenance());
    gallery.forEach(image -> shared.entrySet().retainAll(image.provenance().entrySet()));
    return shared;
  }
}
