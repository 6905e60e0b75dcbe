import type { Config } from '../config.ts';
import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import type { RefineRequest } from '../onboarding/plan-request.ts';
import { chooseProvider } from '../providers/choose-provider.ts';
import { openProvider } from '../providers/open-provider.ts';
import { VENDORS } from '../providers/provider.ts';
import { VENDOR_FACTS } from '../providers/vendors.ts';
import type { Call } from './command.ts';
import { modelLimits } from './model-limits.ts';
import { optionText } from './option-values.ts';
import { exactDuration } from './words/duration.ts';

/** Shorter waits are over before anybody has read of them. */
const LONG_WAIT_MS = 5_000;

/** A model to ask, and its bounds. */
export interface ChosenModel extends RefineRequest {
  /** Whom `auto` chose, and why; null where the user named one. */
  readonly said: string | null;
}

/** The provider that flags or cartridge.yml name; `offline` unless one does. */
export function providerOf({ options }: Call, config: Config): NonNullable<Config['provider']> {
  const given = optionText(options, 'provider') ?? config.provider ?? 'offline';
  return given === 'auto' || given === 'offline' ? given : (VENDORS.find((vendor) => vendor === given) ?? 'offline');
}

/**
 * The model that flags, cartridge.yml and the environment choose; null where nobody is to be asked. A key in the
 * environment alone sends nothing.
 * @throws CartridgeError PROVIDER_KEY_MISSING, PROVIDER_ADDRESS_INVALID, USAGE.
 */
export function chooseModel(call: Call, config: Config): ChosenModel | null {
  const { io, options } = call;
  const wanted = providerOf(call, config);
  const limits = modelLimits(call);
  if (wanted === 'offline') return refuseModelFlags(call);
  const chosen = chooseProvider({
    wanted,
    model: optionText(options, 'model') ?? config.model,
    baseUrl: optionText(options, 'baseUrl'),
    env: io.env,
  });
  if ('problems' in chosen) throw new CartridgeError(isByFlag(call) ? chosen.problems : asConfigured(chosen.problems));
  const onWait = ({ ms, problem }: { readonly ms: number; readonly problem: Problem }): void => {
    if (ms >= LONG_WAIT_MS) call.screen.note([`${problem.message}; trying again in ${exactDuration(ms)}.`]);
  };
  return { provider: openProvider(chosen, { now: () => Date.now(), onWait }), ...limits, said: chosen.said };
}

function isByFlag({ options }: Call): boolean {
  return optionText(options, 'provider') !== undefined;
}

/** Whoever did not ask for a model themselves is told how to go without. */
function asConfigured([first, ...others]: readonly [Problem, ...Problem[]]): readonly [Problem, ...Problem[]] {
  const hint = `cartridge.yml names the provider; --provider offline plans without. ${first.hint ?? ''}`.trim();
  return [{ ...first, hint }, ...others];
}

/** Flags about a model mean that one is wanted. */
function refuseModelFlags({ options, definition }: Call): null {
  const flags = { model: '--model', baseUrl: '--base-url', budget: '--budget', modelTimeout: '--model-timeout' };
  const given = Object.entries(flags).find(([name]) => optionText(options, name) !== undefined);
  if (!given) return null;
  throw new CartridgeError({
    code: 'USAGE',
    message: `${given[1]} needs a provider: without one no model is asked`,
    hint: `cartridge ${definition.name} --provider auto ${given[1]} ...`,
  });
}

/** What a key that is set could do; null where none is, or CI runs. */
export function keyHint({ io }: Call, wanted: NonNullable<Config['provider']>): string | null {
  if (wanted !== 'offline') return null;
  const vendor = VENDORS.find((each) => (io.env[VENDOR_FACTS[each].keyVariable] ?? '').trim() !== '');
  if (vendor === undefined) return null;
  return `${VENDOR_FACTS[vendor].keyVariable} is set and was not used: --provider ${vendor} lets a model refine names, descriptions and marts`;
}
