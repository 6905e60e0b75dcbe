import type { Evidence, Probe } from '../../src/catalog/evidence.ts';
import { NO_EVIDENCE, probeKey } from '../../src/catalog/evidence.ts';

export type RowsAre = 'good' | 'broken' | 'none';

/** Rows that keep every key and reference that they are asked about, rows that break every one, or none at all. */
export function rowsThatAre(how: RowsAre): (probes: readonly Probe[]) => Promise<Evidence> {
  return async (probes) => {
    if (how === 'none') return NO_EVIDENCE;
    const good = how === 'good';
    const evidence = { profile: new Map(), unique: new Map(), contained: new Map(), values: new Map() };
    for (const probe of probes) {
      const key = probeKey(probe);
      if (probe.kind === 'unique') evidence.unique.set(key, { rows: 100, nullRows: 0, duplicates: good ? 0 : 3 });
      if (probe.kind === 'contained') {
        evidence.contained.set(key, { sampled: 50, found: good ? 50 : 20, orphans: good ? 0 : 30 });
      }
      if (probe.kind === 'values') evidence.values.set(key, good ? ['a'] : ['a', 'b']);
    }
    return evidence;
  };
}
