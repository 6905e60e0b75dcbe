import type { Problem } from '../errors.ts';
import type { Vendor } from './provider.ts';
import { VENDOR_FACTS } from './vendors.ts';

/** Where a vendor, or a server that speaks like it, is reached. */
export interface Address {
  /** In the form that the vendor's SDK takes, without a slash at the end. */
  readonly url: string;
  /** Asked for with every request, as older Azure addresses have it (`api-version`). */
  readonly query: Readonly<Record<string, string>>;
  /** Whether it is the vendor's own server. */
  readonly isVendors: boolean;
}

/** What people paste behind the part that an SDK wants: each SDK adds its own (vendor-facts.md, base address). */
const ENDPOINT: Readonly<Record<Vendor, RegExp>> = {
  openai: /\/chat(?:\/completions)?$/,
  anthropic: /(?:\/v1)?(?:\/messages)?$/,
  gemini: /(?:\/v1(?:beta)?)?(?:\/models(?:\/.*)?)?$/,
};

/** The vendor's own address. */
export function vendorAddress(vendor: Vendor): Address {
  return { url: VENDOR_FACTS[vendor].address, query: {}, isVendors: true };
}

/**
 * Reads an address that the user gave, with `/v1` where the SDK wants it and without where it does not. `from` is the
 * flag or variable it stands in. The problem never repeats a password or the address's query.
 */
export function readAddress(vendor: Vendor, given: string, from: string): Address | { readonly problem: Problem } {
  const parsed = URL.canParse(given.trim()) ? new URL(given.trim()) : null;
  if (parsed === null) return invalid(from, 'is no address');
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    return invalid(from, `begins with ${parsed.protocol} and not with http:// or https://`);
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return invalid(from, `holds a name or a password; keys go into ${VENDOR_FACTS[vendor].keyVariable}`);
  }
  const path = parsed.pathname.replace(/\/+$/, '').replace(ENDPOINT[vendor], '');
  const own = new URL(VENDOR_FACTS[vendor].address);
  return {
    url: `${parsed.origin}${vendor === 'openai' && path === '' ? '/v1' : path}`,
    query: Object.fromEntries(parsed.searchParams),
    isVendors: parsed.host === own.host,
  };
}

function invalid(from: string, why: string): { readonly problem: Problem } {
  return {
    problem: {
      code: 'PROVIDER_ADDRESS_INVALID',
      message: `the address in ${from} ${why}`,
      hint: 'Give one such as http://localhost:11434/v1 or https://NAME.openai.azure.com/openai/v1.',
    },
  };
}
