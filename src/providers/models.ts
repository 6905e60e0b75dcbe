import type { Vendor } from './provider.ts';

/** Dollars for a million tokens. */
export interface Price {
  readonly input: number;
  /** Of input that the vendor had cached. */
  readonly cachedInput: number;
  readonly output: number;
}

/** What a model takes, and what it costs. */
export interface ModelFacts {
  readonly name: string;
  /** Whether it takes a temperature; sent where it is refused, it is an error. */
  readonly temperature: boolean;
  /** The word for little thinking, for models that take one; they think before they write, out of the same limit. */
  readonly effort: string | null;
  readonly thinks: boolean;
  /** Tokens, in and out together. */
  readonly context: number;
  readonly maxOutput: number;
  /** Null where it is not known: nothing is guessed. */
  readonly price: Price | null;
}

/**
 * The one table of model names, as of 21 November 2026. The first of each vendor is its default: the middle of its line,
 * quick and cheap enough for many small calls, and where the SDK in package.json lists models one that it lists. Models are
 * the user's choice (`--model`); what is not here goes by the form of its name.
 * OpenAI: developers.openai.com/api/docs/pricing and model pages, as quoted on 26 October (gpt-6.1), 22 September (gpt-6)
 * and 30 July (gpt-5.6) 2026. Anthropic: platform.claude.com/docs/en/models (cache reads of Sonnet 5.5 as of 7 October).
 * Gemini: ai.google.dev/gemini-api/docs/pricing, read 7 October 2026; 3.8 Flash doubles on 1 January 2027; cached input is
 * a tenth (inference.md 5). Prices are those of prompts below the tiers for long ones, which no call reaches.
 */
const MODELS: Readonly<Record<Vendor, readonly [ModelFacts, ...ModelFacts[]]>> = {
  openai: [
    openai('gpt-5.6-terra', 1_050_000, { input: 2, cachedInput: 0.2, output: 12 }),
    openai('gpt-6.1-terra', 1_050_000, { input: 1, cachedInput: 0.05, output: 5 }),
    openai('gpt-6-sol', 1_050_000, { input: 2, cachedInput: 0.2, output: 10 }),
    openai('gpt-6-luna', 1_050_000, { input: 0.1, cachedInput: 0.01, output: 0.5 }),
    openai('gpt-5.6-luna', 1_050_000, { input: 0.2, cachedInput: 0.02, output: 1.2 }),
    openai('gpt-5.4-mini', 400_000, { input: 0.75, cachedInput: 0.075, output: 4.5 }),
    openai('gpt-5-mini', 400_000, { input: 0.25, cachedInput: 0.025, output: 2 }),
    {
      ...openai('gpt-4.1', 1_047_576, { input: 2, cachedInput: 0.5, output: 8 }),
      temperature: true,
      effort: null,
      thinks: false,
      maxOutput: 32_768,
    },
  ],
  anthropic: [
    anthropic('claude-sonnet-5-5', { input: 2, cachedInput: 0.1, output: 10 }),
    anthropic('claude-opus-5-5', { input: 4, cachedInput: 0.2, output: 20 }),
    anthropic('claude-haiku-5-5', { input: 0.1, cachedInput: 0.01, output: 0.5 }),
    anthropic('claude-sonnet-5', { input: 2, cachedInput: 0.2, output: 10 }),
    anthropic('claude-sonnet-4-6', { input: 3, cachedInput: 0.3, output: 15 }),
    {
      ...anthropic('claude-haiku-4-5', { input: 1, cachedInput: 0.1, output: 5 }),
      effort: null,
      thinks: false,
      context: 200_000,
      maxOutput: 64_000,
    },
  ],
  gemini: [
    gemini('gemini-3.8-flash', { input: 0.75, cachedInput: 0.075, output: 3.75 }),
    gemini('gemini-3.5-flash', { input: 1.5, cachedInput: 0.15, output: 9 }),
    gemini('gemini-3.5-flash-lite', { input: 0.3, cachedInput: 0.03, output: 2.5 }),
    gemini('gemini-3.1-pro-preview', { input: 2, cachedInput: 0.2, output: 12 }),
    // Takes a budget of thinking tokens instead of a level; left to itself.
    { ...gemini('gemini-2.5-pro', { input: 1.25, cachedInput: 0.125, output: 10 }), effort: null },
    { ...gemini('gemini-2.5-flash', { input: 0.3, cachedInput: 0.03, output: 2.5 }), effort: null },
  ],
};

function openai(name: string, context: number, price: Price): ModelFacts {
  return { name, temperature: false, effort: 'low', thinks: true, context, maxOutput: 128_000, price };
}

function anthropic(name: string, price: Price): ModelFacts {
  // The version of the API that the SDK speaks refuses a temperature for every model (vendor-facts.md 1).
  return { name, temperature: false, effort: 'low', thinks: true, context: 1_000_000, maxOutput: 128_000, price };
}

function gemini(name: string, price: Price): ModelFacts {
  return { name, temperature: true, effort: 'low', thinks: true, context: 1_048_576, maxOutput: 65_536, price };
}

export function defaultModel(vendor: Vendor): string {
  return MODELS[vendor][0].name;
}

export function knownModels(vendor: Vendor): readonly ModelFacts[] {
  return MODELS[vendor];
}

/** What is known of a model; dated names (`gpt-5-mini-2025-08-07`) are their model, others go by the form of the name. */
export function modelFacts(vendor: Vendor, model: string): ModelFacts {
  const base = model.replace(/^models\//, '').replace(/-(?:\d{8}|\d{4}-\d{2}-\d{2})$/, '');
  const known = MODELS[vendor].find(({ name }) => name === base);
  return known === undefined ? byRule(vendor, model) : { ...known, name: model };
}

/** OpenAI's models that think: the o-series, and gpt-5 and later; they refuse a temperature. */
const OPENAI_THINKS = /^(?:o\d|gpt-(?:[5-9]|\d{2})(?!.*chat))/;
/** OpenAI's own models, whoever serves them; `gpt-oss` is anybody's. */
const OPENAI_OWN = /^(?:o\d|gpt-(?!oss)|chatgpt-)/;

export function isOpenaiModel(model: string): boolean {
  return OPENAI_OWN.test(model);
}

/** Models that take a word for how much they think; one that does not refuses it, and it is left out (sends.ts). */
const TAKES_EFFORT: Readonly<Record<Vendor, RegExp>> = {
  openai: OPENAI_THINKS,
  anthropic: /^claude-[a-z]+-(?:[5-9]|4-[6-9])/,
  gemini: /^(?:models\/)?gemini-[3-9]/,
};

function byRule(vendor: Vendor, name: string): ModelFacts {
  const unknown = { name, effort: TAKES_EFFORT[vendor].test(name) ? 'low' : null, price: null };
  switch (vendor) {
    case 'openai': {
      const thinks = OPENAI_THINKS.test(name);
      // gpt-5 and later refuse a temperature even where they do not think, as in their chat models.
      const temperature = !/^(?:o\d|gpt-(?:[5-9]|\d{2}))/.test(name);
      return { ...unknown, temperature, thinks, context: 128_000, maxOutput: thinks ? 100_000 : 16_384 };
    }
    case 'anthropic':
      return { ...unknown, temperature: false, thinks: true, context: 200_000, maxOutput: 32_000 };
    case 'gemini':
      return { ...unknown, temperature: true, thinks: true, context: 1_048_576, maxOutput: 65_536 };
  }
}
