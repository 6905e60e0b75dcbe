import { isOpenaiModel, type ModelFacts } from './models.ts';
import type { Vendor } from './provider.ts';
import type { Sends, VendorClient } from './vendor-client.ts';

/** What is sent to a server of which nothing is known yet. */
export function firstSends(
  vendor: Vendor,
  client: VendorClient,
  server: { model: ModelFacts; isVendors: boolean },
): Sends {
  const { model, isVendors } = server;
  // A server that only speaks like OpenAI, with a model of its own, may not know OpenAI's newer words.
  const isNew = vendor !== 'openai' || isVendors || isOpenaiModel(model.name);
  return {
    temperature: model.temperature,
    effort: model.effort !== null,
    cache: isNew,
    limits: isNew ? client.limits : client.limits.toReversed(),
    cap: null,
    formats: client.formats,
  };
}

/**
 * The same without what a server refused: what can be left out is, the limit of tokens takes its next name or becomes as
 * small as the server wants it, JSON is asked for in the next form. Null if nothing is left to change: then the refusal
 * is one. `text` is what the server said.
 */
export function sendLess(sends: Sends, refused: readonly (keyof Sends)[], text: string): Sends | null {
  const changes = refused.map((name) => changeOf(name, sends, text)).filter((change) => change !== null);
  return changes.length === 0 ? null : Object.assign({}, sends, ...changes);
}

function changeOf(name: keyof Sends, sends: Sends, text: string): Partial<Sends> | null {
  switch (name) {
    case 'formats':
      return sends.formats.length > 1 ? { formats: sends.formats.slice(1) } : null;
    case 'limits':
      return sends.limits.length > 0 ? { limits: sends.limits.slice(1) } : null;
    case 'cap': {
      const cap = capIn(text);
      return cap !== null && cap < (sends.cap ?? Infinity) ? { cap } : null;
    }
    case 'temperature':
    case 'effort':
    case 'cache':
      return sends[name] ? { [name]: false } : null;
  }
}

/**
 * The most tokens of output that a refusal tells: OpenAI's `supports at most 16384 completion tokens`, Anthropic's
 * `max_tokens: 40192 > 32000, which is the maximum`, vLLM's `(4000 > 8192 - 5000)`.
 */
export function capIn(text: string): number | null {
  const room = /> (\d{1,8}) - (\d{1,8})/.exec(text);
  const told = /(?:at most|>) (\d{1,8})/.exec(text);
  const cap = room === null ? Number(told?.[1] ?? 0) : Number(room[1]) - Number(room[2]);
  return cap > 0 ? cap : null;
}
