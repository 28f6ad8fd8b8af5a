package org.text2layer.image;

/**
 * Filters for another size, as Pillow defines them. A filter's width grows with the scale when a
 * picture shrinks, which keeps fine patterns from aliasing.
 */
public enum Resampling {
  /** The mean of the covered pixels; support 0.5. Never leaves the range of its inputs. */
  BOX(0.5) {
    @Override
    double weight(double x) {
      return x > -0.5 && x <= 0.5 ? 1 : 0;
    }
  },
  /** A triangle; support 1. Never leaves the range of its inputs. */
  BILINEAR(1) {
    @Override
    double weight(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  },
  /** Keys' cubic with a = -0.5; support 2. Clean-FID's choice. */
  BICUBIC(2) {
    @Override
    double weight(double x) {
      double d = Math.abs(x);
      if (d < 1) {
        return ((A + 2) * d - (A + 3)) * d * d + 1;
      }
      return d < 2 ? (((d - 5) * d + 8) * d - 4) * A : 0;
    }
  },
  /** A sinc windowed by a wider sinc; support 3. The sharpest. */
  LANCZOS(3) {
    @Override
    double weight(double x) {
      return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
    }
  };

  private static final double A = -0.5;

  private final double support;

  Resampling(double support) {
    this.support = support;
  }

  /** Half the filter's width, in pixels of the coarser of the two pictures. */
  double support() {
    return support;
  }

  /** The filter at distance {@code x} from its centre, not normalised. */
  abstract double weight(double x);

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
