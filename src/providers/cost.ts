import { estimateTokens } from '../prompts/estimate-tokens.ts';
import type { ModelFacts } from './models.ts';
import type { ModelRequest, Usage } from './provider.ts';

/** What goes in with a request: both texts and the schema, which is read as well. */
export function estimateInput({ system, prompt, reply }: Omit<ModelRequest, 'maxOutputTokens'>): number {
  const schema = reply === undefined ? 0 : estimateTokens(JSON.stringify(reply.schema));
  return estimateTokens(system) + estimateTokens(prompt) + schema;
}

/** Dollars for what was used; null for a model whose price is not known. Writing into a cache is counted as plain input. */
export function costOf(usage: Usage, { price }: ModelFacts): number | null {
  if (price === null) return null;
  const fresh = usage.input_tokens - usage.cached_input_tokens;
  const spent =
    fresh * price.input + usage.cached_input_tokens * price.cachedInput + usage.output_tokens * price.output;
  return spent / 1_000_000;
}
