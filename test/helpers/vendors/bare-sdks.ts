import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenerativeAI } from '@google/generative-ai';
import OpenAI from 'openai';
import type { JsonSchema, Vendor } from '../../../src/providers/provider.ts';
import { ANTHROPIC_KEY, startAnthropic } from './anthropic-server.ts';
import { GEMINI_KEY, startGemini } from './gemini-server.ts';
import { OPENAI_KEY, startOpenai } from './openai-server.ts';
import type { VendorOptions, VendorServer } from './vendor-server.ts';

/** A vendor's fake with its key and a model that it knows. */
export interface FakeVendor {
  readonly start: (options?: VendorOptions & { readonly key?: string }) => Promise<VendorServer>;
  readonly key: string;
  readonly model: string;
}

export const FAKES: Readonly<Record<Vendor, FakeVendor>> = {
  openai: { start: startOpenai, key: OPENAI_KEY, model: 'gpt-5.4-mini' },
  anthropic: { start: startAnthropic, key: ANTHROPIC_KEY, model: 'claude-sonnet-4-6' },
  gemini: { start: startGemini, key: GEMINI_KEY, model: 'gemini-3.7-flash' },
};

/** A question as the bare SDK of a vendor asks it, retries off; what the SDK gives, or throws. */
export interface BareQuestion {
  readonly url: string;
  readonly key?: string;
  readonly model?: string;
  readonly prompt?: string;
  readonly schema?: JsonSchema;
  readonly signal?: AbortSignal;
  readonly timeout?: number;
}

export function askBare(vendor: Vendor, question: BareQuestion): Promise<unknown> {
  const { key, model } = FAKES[vendor];
  return ASK[vendor]({ key, model, prompt: 'Say something.', ...question });
}

type Asking = BareQuestion & { readonly key: string; readonly model: string; readonly prompt: string };

const ASK: Readonly<Record<Vendor, (asking: Asking) => Promise<unknown>>> = {
  async openai({ url, key, model, prompt, schema, signal, timeout }) {
    const client = new OpenAI({ apiKey: key, baseURL: url, maxRetries: 0, ...(timeout ? { timeout } : {}) });
    const format = schema && {
      response_format: { type: 'json_schema' as const, json_schema: { name: 'reply', strict: true, schema } },
    };
    const messages = [{ role: 'user' as const, content: prompt }];
    return client.chat.completions.create({ model, messages, ...format }, signal ? { signal } : {});
  },
  async anthropic({ url, key, model, prompt, schema, signal, timeout }) {
    const client = new Anthropic({
      apiKey: key,
      authToken: null,
      baseURL: url,
      maxRetries: 0,
      ...(timeout ? { timeout } : {}),
    });
    const format = schema && { output_config: { format: { type: 'json_schema' as const, schema } } };
    const messages = [{ role: 'user' as const, content: prompt }];
    return client.messages.create({ model, max_tokens: 1_000, messages, ...format }, signal ? { signal } : {});
  },
  async gemini({ url, key, model, prompt, schema, signal, timeout }) {
    const generationConfig = schema ? { responseMimeType: 'application/json', responseJsonSchema: schema } : {};
    const client = new GoogleGenerativeAI(key).getGenerativeModel({ model, generationConfig }, { baseUrl: url });
    const options = { ...(signal ? { signal } : {}), ...(timeout ? { timeout } : {}) };
    const { response } = await client.generateContent(prompt, options);
    return response;
  },
};
