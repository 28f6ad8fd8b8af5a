package org.text2layer.experiment.newobject;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.text2layer.experiment.newobject.ObjectResult.JudgedPictures;
import org.text2layer.image.Gallery;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Picture;

/**
 * The same captions and seeds before and after a model was taught.
 *
 * @param before the embedded model's
 * @param after the taught model's
 */
public record BeforeAndAfter(ObjectResult before, ObjectResult after) {
  private static final int COLUMNS = 4;

  /** Pairs of pictures, each labelled with its caption; of the new object first. */
  public Gallery gallery() {
    Map<String, LayeredImage> pictures = new LinkedHashMap<>();
    add(pictures, before.newObject(), after.newObject());
    add(pictures, before.oldObjects(), after.oldObjects());
    return Gallery.labelled(pictures).inGroupsOf(2);
  }

  private static void add(
      Map<String, LayeredImage> pictures, JudgedPictures before, JudgedPictures after) {
    for (int i = 0; i < before.count(); i++) {
      pictures.put(before.captions().get(i) + ", before", before.pictures().get(i));
      pictures.put(after.captions().get(i) + ", after", after.pictures().get(i));
    }
  }

  /**
   * One picture of them: a row a caption with composed before, composed after, foreground and mask
   * after; rows of the new object to the left, of old objects to the right.
   *
   * @param rows at most, from the first caption on
   * @param side of each picture in pixels
   */
  public BufferedImage sheet(int rows, int side) {
    int shown = Math.min(rows, before.newObject().count());
    BufferedImage sheet =
        new BufferedImage(2 * COLUMNS * side, shown * side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    for (int row = 0; row < shown; row++) {
      draw(graphics, tiles(before.newObject(), after.newObject(), row), 0, row, side);
      draw(graphics, tiles(before.oldObjects(), after.oldObjects(), row), COLUMNS, row, side);
    }
    graphics.dispose();
    return sheet;
  }

  private static List<Picture> tiles(JudgedPictures before, JudgedPictures after, int row) {
    LayeredImage taught = after.pictures().get(row);
    return List.of(
        before.pictures().get(row).composed(),
        taught.composed(),
        taught.foreground(),
        taught.mask());
  }

  private static void draw(
      Graphics2D graphics, List<Picture> tiles, int column, int row, int side) {
    for (int i = 0; i < tiles.size(); i++) {
      BufferedImage tile = tiles.get(i).toBufferedImage();
      graphics.drawImage(tile, (column + i) * side, row * side, side, side, null);
    }
  }
}
