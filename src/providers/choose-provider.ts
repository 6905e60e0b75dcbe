import type { Problem } from '../errors.ts';
import { type Address, readAddress, vendorAddress } from './address.ts';
import { defaultModel } from './models.ts';
import { VENDORS, type Vendor } from './provider.ts';
import { VENDOR_FACTS } from './vendors.ts';

/** What the user wants, and what there is. */
export interface Wanted {
  readonly wanted: 'auto' | Vendor;
  /** Absent: the vendor's default. */
  readonly model?: string | undefined;
  /** Of `--base-url`; absent: the vendor's variable, else its own server. */
  readonly baseUrl?: string | undefined;
  /** The environment; nothing below cli/ reads it. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Whom to ask: everything that `openProvider` needs. Holds the key: never to be printed. */
export interface ChosenProvider {
  readonly vendor: Vendor;
  readonly model: string;
  /** Null where a server needs none. */
  readonly key: string | null;
  readonly address: Address;
  /** What `auto` chose and why, or what else is worth saying; one sentence without a full stop. */
  readonly said: string | null;
}

export type Choice = ChosenProvider | { readonly problems: readonly [Problem, ...Problem[]] };

/** Chooses vendor, model, key and address, or says what is missing and where it was looked for, never a value. Pure. */
export function chooseProvider(wanted: Wanted): Choice {
  const vendor = wanted.wanted === 'auto' ? vendorByKeys(wanted) : wanted.wanted;
  if (vendor === null) return { problems: [noKeyAtAll()] };
  const address = addressOf(vendor, wanted);
  if ('problem' in address) return { problems: [address.problem] };
  const key = keyOf(vendor, wanted);
  if (key === null && (vendor !== 'openai' || address.isVendors)) return { problems: [noKey(vendor)] };
  if (key !== null && !/^[\x21-\x7E]+$/.test(key)) return { problems: [unusableKey(vendor)] };
  const chosen = { vendor, model: given(wanted.model) ?? defaultModel(vendor), key, address };
  const said = [wanted.wanted === 'auto' ? saidOf(chosen) : null, inTheClear(chosen)].filter((each) => each !== null);
  return { ...chosen, said: said.length === 0 ? null : said.join('; ') };
}

/** A key that everybody on the way can read. */
function inTheClear({ vendor, key, address }: Omit<ChosenProvider, 'said'>): string | null {
  const { protocol, hostname } = new URL(address.url);
  if (key === null || protocol === 'https:' || /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(hostname)) return null;
  return `${VENDOR_FACTS[vendor].keyVariable} is sent to ${hostname} without encryption: its address begins with http://`;
}

function vendorByKeys(wanted: Wanted): Vendor | null {
  const withKey = VENDORS.find((vendor) => keyOf(vendor, wanted) !== null);
  if (withKey !== undefined) return withKey;
  // A server that speaks OpenAI's HTTP may want no key.
  const address = addressOf('openai', wanted);
  return 'problem' in address || !address.isVendors ? 'openai' : null;
}

function keyOf(vendor: Vendor, { env }: Wanted): string | null {
  return given(env[VENDOR_FACTS[vendor].keyVariable]);
}

function addressOf(vendor: Vendor, { baseUrl, env }: Wanted): Address | { readonly problem: Problem } {
  // An empty flag is a mistake, an empty variable is none.
  if (baseUrl !== undefined) return readAddress(vendor, baseUrl, '--base-url');
  const { addressVariable } = VENDOR_FACTS[vendor];
  const address = given(env[addressVariable]);
  return address === null ? vendorAddress(vendor) : readAddress(vendor, address, addressVariable);
}

/** Spaces around are a slip of the hand; nothing but spaces is nothing. */
function given(value: string | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function saidOf({ vendor, model, key, address }: Omit<ChosenProvider, 'said'>): string {
  const { label, keyVariable, addressVariable } = VENDOR_FACTS[vendor];
  if (key === null) return `asking ${model} at ${address.url}: no key is set, and an address is given`;
  const others = VENDORS.slice(VENDORS.indexOf(vendor) + 1).map((other) => VENDOR_FACTS[other].label);
  const before = others.length === 0 ? '' : `; it comes before ${others.join(' and ')}`;
  const where = address.isVendors ? '' : ` at ${address.url} (--base-url or ${addressVariable})`;
  return `asking ${label}, model ${model}${where}: ${keyVariable} is set${before}`;
}

function noKey(vendor: Vendor): Problem {
  const { label, keyVariable, addressVariable } = VENDOR_FACTS[vendor];
  const local =
    vendor === 'openai'
      ? ` A server of your own needs none: --base-url or ${addressVariable}, such as http://localhost:11434/v1.`
      : '';
  return {
    code: 'PROVIDER_KEY_MISSING',
    message: `${label} was asked for and ${keyVariable} is not set, or empty`,
    hint: `Set ${keyVariable}, or leave out --provider to plan offline.${local}`,
  };
}

function noKeyAtAll(): Problem {
  const variables = VENDORS.map((vendor) => VENDOR_FACTS[vendor].keyVariable);
  return {
    code: 'PROVIDER_KEY_MISSING',
    message: `--provider auto found no key: none of ${variables.join(', ')} is set`,
    hint: 'Set one of them, name a server of your own with --base-url, or leave out --provider to plan offline.',
  };
}

function unusableKey(vendor: Vendor): Problem {
  const { keyVariable } = VENDOR_FACTS[vendor];
  return {
    code: 'PROVIDER_KEY_MISSING',
    message: `${keyVariable} holds characters that no key has: a space, a line break or a letter outside ASCII`,
    hint: `Copy the key into ${keyVariable} again.`,
  };
}
