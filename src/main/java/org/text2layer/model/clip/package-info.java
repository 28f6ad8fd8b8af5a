/**
 * OpenAI's CLIP: tokenizer, text and vision towers, and the score of both together, with
 * transformers' names of tensors and from its folders. Stable Diffusion reads captions by its text
 * tower; {@link org.text2layer.model.clip.ClipScorer} scores by the whole. The package depends on
 * {@code image}, {@code nn} and {@code model}. Only {@code model.cost} and {@code pipeline} may
 * depend on it.
 */
package org.text2layer.model.clip;
