/**
 * OpenAI's CLIP: tokenizer, text and vision towers, and both together, with transformers' names of
 * tensors and from its folders. Stable Diffusion reads captions by its text tower, and {@code
 * metrics.clip} scores by the whole. What may depend on {@code model} may depend on this package.
 */
package org.text2layer.model.clip;
