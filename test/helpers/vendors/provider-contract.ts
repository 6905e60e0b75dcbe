import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import type { ModelRequest, Provider } from '../../../src/providers/provider.ts';

/**
 * What every provider does, whoever answers: the vendor itself (`npm run test:live`) or a fake that copies it. No test
 * runner is needed, so that both can run the same cases.
 */
export interface ContractCase {
  readonly name: string;
  /** Throws what is wrong. */
  readonly run: (subject: Subject) => Promise<void>;
}

export interface Subject {
  /** A provider that works; `key` and `model` replace the right ones. */
  readonly open: (change?: { readonly key?: string; readonly model?: string }) => Provider;
}

/** Small, and of the shape that the wire schema has: flat, everything required, nothing nullable. */
const COLOURS: ModelRequest = {
  system: 'You sort words. You answer with JSON of the given shape and nothing else.',
  prompt: 'Which of these are colours: red, table, blue? List them in lower case, in this order.',
  reply: {
    name: 'colours',
    schema: {
      type: 'object',
      properties: {
        colours: {
          type: 'array',
          items: {
            type: 'object',
            properties: { name: { type: 'string' }, sure: { type: 'boolean' } },
            required: ['name', 'sure'],
            additionalProperties: false,
          },
        },
      },
      required: ['colours'],
      additionalProperties: false,
    },
  },
  maxOutputTokens: 1_000,
};

const PLAIN: ModelRequest = {
  system: 'You answer in one short sentence.',
  prompt: 'What is a primary key?',
  maxOutputTokens: 1_000,
};

/** A key of no account that has the form of one; it must be in no message. */
export const WRONG_KEY = 'sk-wrong-0123456789abcdef0123456789abcdef';
const NEVER = new AbortController().signal;

export const PROVIDER_CONTRACT: readonly ContractCase[] = [
  {
    name: 'answers with JSON of the schema, and says what it cost',
    async run({ open }) {
      const reply = await open().ask(COLOURS, NEVER);
      if (reply.status !== 'complete') throw new Error(`not complete: ${JSON.stringify(reply)}`);
      const value = JSON.parse(reply.text) as { colours: { name: string; sure: boolean }[] };
      deepEqual(Object.keys(value), ['colours']);
      ok(value.colours.every(({ name, sure }) => typeof name === 'string' && typeof sure === 'boolean'));
      ok(reply.usage.input_tokens > 0 && reply.usage.output_tokens > 0, JSON.stringify(reply.usage));
      ok(reply.usage.cached_input_tokens <= reply.usage.input_tokens, JSON.stringify(reply.usage));
      ok(reply.usage.calls >= 1);
    },
  },
  {
    name: 'answers in plain text where no shape is asked for',
    async run({ open }) {
      const reply = await open().ask(PLAIN, NEVER);
      if (reply.status !== 'complete') throw new Error(`not complete: ${JSON.stringify(reply)}`);
      notEqual(reply.text.trim(), '');
    },
  },
  {
    name: 'says that the key was refused, at once, for all further calls, and without the key',
    async run({ open }) {
      const provider = open({ key: WRONG_KEY });
      const reply = await provider.ask(PLAIN, NEVER);
      if (reply.status !== 'failed') throw new Error(`not failed: ${JSON.stringify(reply)}`);
      equal(reply.problem.code, 'PROVIDER_DENIED');
      equal(reply.fatal, true);
      equal(reply.usage.calls, 1);
      match(`${reply.problem.message} ${reply.problem.hint ?? ''}`, /_API_KEY/);
      ok(!JSON.stringify(reply).includes(WRONG_KEY), 'the key is in the reply');
      const next = await provider.ask(PLAIN, NEVER);
      equal(next.status, 'failed');
      equal(next.usage.calls, 0);
    },
  },
  {
    name: 'says that there is no such model',
    async run({ open }) {
      const reply = await open({ model: 'no-such-model-of-cartridge' }).ask(PLAIN, NEVER);
      if (reply.status !== 'failed') throw new Error(`not failed: ${JSON.stringify(reply)}`);
      equal(reply.problem.code, 'PROVIDER_REJECTED');
      equal(reply.fatal, true);
      match(reply.problem.message, /no-such-model-of-cartridge/);
    },
  },
  {
    name: 'ends soon after it is aborted',
    async run({ open }) {
      const stop = new AbortController();
      const started = performance.now();
      setTimeout(() => stop.abort(), 20);
      const reply = await open().ask({ ...PLAIN, prompt: 'Count from 1 to 400 in words.' }, stop.signal);
      // A fake may be done by then.
      if (reply.status === 'failed') equal(reply.problem.code, 'PROVIDER_TIMEOUT');
      ok(performance.now() - started < 2_000, `took ${performance.now() - started} ms`);
    },
  },
  {
    name: 'does not call at all when it is aborted before',
    async run({ open }) {
      const reply = await open().ask(PLAIN, AbortSignal.abort());
      equal(reply.status, 'failed');
      equal(reply.usage.calls, 0);
    },
  },
];
