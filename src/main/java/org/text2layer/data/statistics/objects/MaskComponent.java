package org.text2layer.data.statistics.objects;

/**
 * A connected part of a mask.
 *
 * @param left of its bounding box, in pixels
 * @param top of its bounding box
 * @param width of its bounding box
 * @param height of its bounding box
 * @param pixels that belong to it
 */
public record MaskComponent(int left, int top, int width, int height, int pixels) {}
