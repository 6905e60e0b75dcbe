import type { Vendor } from './provider.ts';

/** How a vendor is called in messages, where its key and its address come from. */
export interface VendorFacts {
  readonly label: string;
  readonly keyVariable: string;
  readonly addressVariable: string;
  /** Its own server, in the form that its SDK takes. */
  readonly address: string;
}

/** `auto` takes the first of these whose key is there, in the order of VENDORS. */
export const VENDOR_FACTS: Readonly<Record<Vendor, VendorFacts>> = {
  openai: {
    label: 'OpenAI',
    keyVariable: 'OPENAI_API_KEY',
    addressVariable: 'OPENAI_BASE_URL',
    address: 'https://api.openai.com/v1',
  },
  anthropic: {
    label: 'Anthropic',
    keyVariable: 'ANTHROPIC_API_KEY',
    addressVariable: 'ANTHROPIC_BASE_URL',
    address: 'https://api.anthropic.com',
  },
  gemini: {
    label: 'Gemini',
    keyVariable: 'GEMINI_API_KEY',
    addressVariable: 'GEMINI_BASE_URL',
    address: 'https://generativelanguage.googleapis.com',
  },
};
