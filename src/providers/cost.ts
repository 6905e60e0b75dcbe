import type { ModelFacts } from './models.ts';
import type { ModelRequest, Usage } from './provider.ts';

/**
 * Tokens of a text, estimated without a tokenizer: a word of letters is one token for every six letters begun (long words
 * are split), digits are one for every three, other characters one each but for a space, which belongs to the word behind
 * it; outside ASCII one for every two characters. Against o200k (gpt-tokenizer) on the prompts of the corpora, see
 * docs/providers.md. Claude's newer tokenizer counts about 30% more (platform.claude.com, Sonnet 5).
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [word] of text.matchAll(/[A-Za-z]+|\d+|[^\sA-Za-z\d\u0080-\uffff]|[\u0080-\uffff]+|\n/g)) {
    if (/[A-Za-z]/.test(word)) tokens += Math.ceil(word.length / 6);
    else if (/\d/.test(word)) tokens += Math.ceil(word.length / 3);
    else tokens += word.length > 1 ? Math.ceil(word.length / 2) : 1;
  }
  return tokens;
}

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
