import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { Asked, Dialect } from './dialect.ts';

/** Tokens of o200k: OpenAI's own; for the others the nearest that can be had. Text that looks like a special token is text. */
export function tokensOf(text: string): readonly number[] {
  return encode(text, { disallowedSpecial: new Set() });
}

export interface PromptCache {
  /** Of the input, what was there already and what is put there now, in tokens. */
  look(asked: Asked): { readonly cached: number; readonly written: number };
  /** A prompt is in the cache from when its reply begins (Anthropic's page on prompt caching says so). */
  keep(asked: Asked): void;
}

/**
 * OpenAI and Gemini cache the longest start that an earlier prompt had, from a least number of tokens on; Anthropic only
 * what `cache_control` marks, and writing it is counted (inference.md 5).
 */
export function promptCache(dialect: Dialect): PromptCache {
  const earlier = new Map<string, (readonly number[])[]>();
  const marked = new Set<string>();
  return {
    look(asked) {
      const { least, step } = dialect.cacheRule(asked.model);
      if (dialect.vendor === 'anthropic') {
        const tokens = asked.marked === null ? 0 : tokensOf(asked.marked).length;
        if (tokens < least) return { cached: 0, written: 0 };
        return marked.has(keyOf(asked)) ? { cached: tokens, written: 0 } : { cached: 0, written: tokens };
      }
      const tokens = tokensOf(asked.system + asked.prompt);
      const common = Math.max(0, ...(earlier.get(asked.model) ?? []).map((one) => commonStart(one, tokens)));
      return { cached: common < least ? 0 : Math.floor(common / step) * step, written: 0 };
    },
    keep(asked) {
      if (asked.marked !== null) marked.add(keyOf(asked));
      earlier.set(asked.model, [...(earlier.get(asked.model) ?? []), tokensOf(asked.system + asked.prompt)]);
    },
  };
}

function keyOf(asked: Asked): string {
  return JSON.stringify([asked.model, asked.marked, asked.schema]);
}

function commonStart(a: readonly number[], b: readonly number[]): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return at;
}
