package org.text2layer.image.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.text2layer.image.ImageLayer;
import org.text2layer.image.LayeredImage;
import org.text2layer.image.Picture;
import org.text2layer.image.PictureException;
import org.text2layer.image.PictureReader;
import org.text2layer.image.RgbImage;
import org.text2layer.image.RgbaImage;

/**
 * Reads the layer archives of {@link LayerArchiveWriter}. Files are not trusted: entries, sizes and
 * pixels are limited before anything is inflated or decoded, and whatever is wrong comes as a
 * {@link PictureException} that names the file. Immutable and safe for use by many threads.
 *
 * <p>Colours and masks come from the cut-outs; the composed picture and the separate masks must be
 * there, and are for other programs.
 */
public final class LayerArchiveReader {
  private static final LayerArchiveReader STANDARD = new LayerArchiveReader(64_000_000);

  private static final long MAX_FILE_BYTES = 512 << 20;
  private static final int MAX_MANIFEST_BYTES = 1 << 21;

  /** Beside the pictures of all layers: the manifest, backdrop, composed image, and some more. */
  private static final int MAX_ENTRIES = 2 * Manifest.MAX_LAYERS + 100;

  private final long maxPixels;

  private LayerArchiveReader(long maxPixels) {
    this.maxPixels = maxPixels;
  }

  /** A reader for files of up to 512 MiB and 64 megapixels in backdrop and layers together. */
  public static LayerArchiveReader standard() {
    return STANDARD;
  }

  /**
   * The same reader with another limit.
   *
   * @param newMaxPixels the most pixels, width times height times one more than the layers
   * @throws IllegalArgumentException if it is below 1
   */
  public LayerArchiveReader withMaxPixels(long newMaxPixels) {
    if (newMaxPixels < 1) {
      throw new IllegalArgumentException(
          "Expected a limit of at least 1 pixel but got %s: choose width times height times layers."
              .formatted(newMaxPixels));
    }
    return new LayerArchiveReader(newMaxPixels);
  }

  /**
   * The layered image with its provenance: what was written, rounded to 8 bits a channel.
   *
   * @throws PictureException if there is no such file, it is too large, damaged or incomplete, or
   *     of another version
   */
  public LayeredImage read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new IOException("there is no such file");
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException("it has more than " + MAX_FILE_BYTES + " bytes");
      }
      try (ArchiveEntries entries = new ArchiveEntries(file, MAX_ENTRIES)) {
        return read(entries, manifest(entries), file);
      }
    } catch (IOException | IllegalArgumentException error) {
      throw new PictureException(
          "Expected a layer archive in %s but %s: check the path, or export it again."
              .formatted(file, error.getMessage()),
          error);
    }
  }

  private Manifest manifest(ArchiveEntries entries) throws IOException {
    if (!entries.has(Manifest.FILE)) {
      throw new IOException("it has no " + Manifest.FILE);
    }
    byte[] json = entries.read(Manifest.FILE, MAX_MANIFEST_BYTES);
    Manifest manifest = Manifest.parse(new String(json, StandardCharsets.UTF_8));
    List<String> missing = manifest.files().stream().filter(name -> !entries.has(name)).toList();
    if (!missing.isEmpty()) {
      throw new IOException("these parts are missing: " + String.join(", ", missing));
    }
    int width = manifest.width();
    int height = manifest.height();
    int pictures = manifest.layers().size() + 1;
    if (width < 1 || height < 1 || pixels(manifest) > maxPixels / pictures) {
      throw new IOException(
          "it has %s pictures of %sx%s pixels, none or more than the limit of %s in all"
              .formatted(pictures, width, height, maxPixels));
    }
    return manifest;
  }

  private static LayeredImage read(ArchiveEntries entries, Manifest manifest, Path file)
      throws IOException {
    PictureReader reader = PictureReader.standard().withMaxPixels(pixels(manifest));
    String backdropFile = manifest.backdrop();
    RgbImage backdrop =
        reader.read(stream(entries, manifest, backdropFile), file + "!/" + backdropFile);
    checkSize(backdrop, manifest, backdropFile);
    List<ImageLayer> layers = new ArrayList<>();
    for (Manifest.LayerFiles layer : manifest.layers()) {
      String name = layer.cutOut();
      RgbaImage cutOut = reader.readRgba(stream(entries, manifest, name), file + "!/" + name);
      checkSize(cutOut, manifest, name);
      layers.add(new ImageLayer(layer.name(), cutOut.colour(), cutOut.alpha()));
    }
    return LayeredImage.of(backdrop, layers).withProvenance(manifest.provenance());
  }

  private static long pixels(Manifest manifest) {
    return (long) manifest.width() * manifest.height();
  }

  private static InputStream stream(ArchiveEntries entries, Manifest manifest, String name)
      throws IOException {
    // More than the largest PNG of this size takes, with 16 bits a channel and long texts.
    long maxBytes = 10 * pixels(manifest) + (4 << 20);
    return new ByteArrayInputStream(
        entries.read(name, (int) Math.min(Integer.MAX_VALUE - 16, maxBytes)));
  }

  private static void checkSize(Picture picture, Manifest manifest, String name)
      throws IOException {
    if (picture.width() != manifest.width() || picture.height() != manifest.height()) {
      throw new IOException(
          "%s has %sx%s pixels and the manifest tells %sx%s"
              .formatted(
                  name, picture.width(), picture.height(), manifest.width(), manifest.height()));
    }
  }
}
