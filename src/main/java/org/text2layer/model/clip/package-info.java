/**
 * OpenAI's CLIP: tokenizer, text and vision towers, and both together, with transformers' names of
 * tensors and from its folders. Stable Diffusion reads captions by its text tower, and {@code
 * metrics.clip} scores by the whole. The package depends on {@code image}, {@code model} and {@code
 * nn}. Only the front door, {@code metrics.clip} and {@code model.cost} may depend on it.
 */
package org.text2layer.model.clip;
