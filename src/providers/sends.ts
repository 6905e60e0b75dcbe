import { isOpenaiModel, type ModelFacts } from './models.ts';
import type { Vendor } from './provider.ts';
import type { Sends } from './vendor-client.ts';

/** What is sent to a server of which nothing is known yet. */
export function firstSends(vendor: Vendor, model: ModelFacts, isVendors: boolean): Sends {
  return {
    temperature: model.temperature,
    effort: model.effort !== null,
    // Servers that only speak like OpenAI may refuse a key that they do not know.
    cache: vendor !== 'openai' || isVendors,
    newLimit: isVendors || isOpenaiModel(model.name),
    format: 0,
  };
}

/**
 * The same without what a server refused: what can be left out is, the limit of tokens takes its other name, JSON is
 * asked for in the next form. Null if nothing is left to change: then the refusal is one. `first` is what was sent to
 * begin with.
 */
export function sendLess(
  refused: readonly (keyof Sends)[],
  sends: Sends,
  known: { first: Sends; formats: number },
): Sends | null {
  let less = sends;
  for (const name of refused) {
    if (name === 'format') {
      if (sends.format + 1 < known.formats) less = { ...less, format: sends.format + 1 };
    } else if (name === 'newLimit') {
      if (sends.newLimit === known.first.newLimit) less = { ...less, newLimit: !sends.newLimit };
    } else if (sends[name]) {
      less = { ...less, [name]: false };
    }
  }
  return less === sends ? null : less;
}
