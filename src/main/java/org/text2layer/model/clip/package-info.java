/**
 * OpenAI's CLIP: tokenizer, text and vision towers, and both together, with transformers' names of
 * tensors and from its folders. Stable Diffusion reads captions by its text tower, and {@code
 * metrics.clip} scores by the whole. The package depends on {@code image}, {@code nn} and {@code
 * model}. Only {@code model.cost}, {@code pipeline} and {@code metrics} may depend on it.
 */
package org.text2layer.model.clip;
