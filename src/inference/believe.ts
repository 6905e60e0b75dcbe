import type { Catalog } from '../catalog/catalog.ts';
import type { Evidence, Probe } from '../catalog/evidence.ts';
import { NO_EVIDENCE, probeKey } from '../catalog/evidence.ts';
import type { Beliefs } from './beliefs.ts';
import { infer } from './infer.ts';
import type { Told } from './hints/hints.ts';
import { NOTHING_TOLD } from './hints/hints.ts';

/** Rounds of questions to the rows: the first measures, the second settles what the first made likely. */
const MOST_ROUNDS = 2;

/** Infers, asks the rows what inference would like to know, and infers again. `ask` is the reader's `answer`. */
export async function believe(
  catalog: Catalog,
  ask: (probes: readonly Probe[]) => Promise<Evidence>,
  told: Told = NOTHING_TOLD,
): Promise<Beliefs> {
  let evidence = NO_EVIDENCE;
  let inferred = infer(catalog, evidence, told);
  const asked = new Set<string>();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    // What could not be answered, for want of time or because it failed, is not asked again.
    const probes = inferred.probes.filter((probe) => asked.size < asked.add(nameOf(probe)).size);
    if (probes.length === 0) break;
    const answered = await ask(probes);
    // Tables without rows, such as those of a catalog file, answer nothing: to infer again would say the same.
    if (Object.values(answered).every(({ size }) => size === 0)) break;
    evidence = merge(evidence, answered);
    inferred = infer(catalog, evidence, told);
  }
  return inferred.beliefs;
}

function nameOf(probe: Probe): string {
  return `${probe.kind} ${probeKey(probe)}`;
}

function merge(known: Evidence, answered: Evidence): Evidence {
  return {
    profile: new Map([...known.profile, ...answered.profile]),
    unique: new Map([...known.unique, ...answered.unique]),
    contained: new Map([...known.contained, ...answered.contained]),
    values: new Map([...known.values, ...answered.values]),
  };
}
