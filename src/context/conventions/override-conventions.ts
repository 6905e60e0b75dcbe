import type { Config } from '../../config.ts';
import type { Convention, Conventions, ConventionValue } from './convention.ts';
import { CONVENTION_NAMES } from './convention.ts';

/** The conventions with what cartridge.yml says of them put over those found: `naming`, `folders` and `materialized` above `style`. Pure. */
export function overrideConventions(found: Conventions, config: Config): Conventions {
  const given = { ...config.style, ...sections(config) };
  const overrides = CONVENTION_NAMES.flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, saidByConfig(value)] as const];
  });
  return { ...found, ...Object.fromEntries(overrides) };
}

/** `naming: {staging: x}` under the name that the convention has: `naming.staging`. */
function sections({ naming, folders, materialized }: Config): Readonly<Record<string, ConventionValue | undefined>> {
  const entries = Object.entries({ naming, folders, materialized }).flatMap(([section, values]) =>
    Object.entries(values ?? {}).flatMap(([layer, value]) =>
      value === undefined ? [] : [[`${section}.${layer}`, value] as const],
    ),
  );
  return Object.fromEntries(entries);
}

function saidByConfig(value: ConventionValue): Convention {
  return { value, confidence: 1, found: 0, of: 0, examples: ['cartridge.yml'], decided_by: 'config' };
}
