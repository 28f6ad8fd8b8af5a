"""Compares what an independent reader renders of a file's layers with the merged image that the file brings along."""

import numpy

TOLERANCE = 1


def largest_difference(path, rendered, merged, layers):
    """In levels of 255, of pictures by Pillow; printed with the layers' names."""
    if rendered.size != merged.size:
        raise SystemExit(f"{path}: rendered {rendered.size}, merged image has {merged.size}")
    difference = numpy.abs(numpy.asarray(rendered, int) - numpy.asarray(merged, int))
    print(f"{path}: {rendered.size[0]}x{rendered.size[1]}, layers {layers}: "
          f"largest difference {difference.max()}, mean {difference.mean():.4f}")
    return difference.max()


def exit_code(paths, difference, usage):
    """0 if the difference of every file is within the tolerance."""
    if not paths:
        raise SystemExit(usage)
    return 0 if max(difference(path) for path in paths) <= TOLERANCE else 1
