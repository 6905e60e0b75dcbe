import { chooseProvider } from '../../../src/providers/choose-provider.ts';
import type { Surroundings } from '../../../src/providers/open-provider.ts';
import { openProvider } from '../../../src/providers/open-provider.ts';
import type { Provider, Vendor } from '../../../src/providers/provider.ts';
import { VENDOR_FACTS } from '../../../src/providers/vendors.ts';
import { FAKES } from './bare-sdks.ts';

export interface Opening {
  readonly key?: string;
  readonly model?: string;
  /** What the provider takes from the world; without more it waits no longer than a moment before it tries again. */
  readonly surroundings?: Partial<Surroundings>;
}

/** Our provider, asking a fake at an address. */
export function openAt(vendor: Vendor, url: string, { key, model, surroundings }: Opening = {}): Provider {
  const env = { [VENDOR_FACTS[vendor].keyVariable]: key ?? FAKES[vendor].key };
  const chosen = chooseProvider({ wanted: vendor, model: model ?? FAKES[vendor].model, baseUrl: url, env });
  if ('problems' in chosen) throw new Error(chosen.problems[0].message);
  return openProvider(chosen, { now: Date.now, random: () => 0, ...surroundings });
}
