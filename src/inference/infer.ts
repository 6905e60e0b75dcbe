import type { Catalog } from '../catalog/catalog.ts';
import type { Evidence, Probe } from '../catalog/evidence.ts';
import type { Beliefs } from './beliefs.ts';
import type { Told } from './hints/hints.ts';
import { NOTHING_TOLD, openHints } from './hints/hints.ts';
import { hintRoles } from './hints/role-hints.ts';
import { describeLoader } from './columns/loader-belief.ts';
import { describeColumns } from './columns/column-kinds.ts';
import type { KeyBelief } from './keys/key-belief.ts';
import { planProbes } from './probes.ts';
import { rounded } from './probability.ts';
import { flagPolymorphic, referringColumns } from './relationships/polymorphic.ts';
import type { Candidate } from './relationships/candidate.ts';
import { testCandidates } from './relationships/test-candidates.ts';
import { describeRelationships, isBelieved } from './relationships/relationships.ts';
import { readStructure } from './structure.ts';
import { withoutRefused } from './questions/refuse.ts';
import { inferRoles } from './roles/roles.ts';
import type { RoleBelief } from './roles/roles.ts';
import { askQuestions } from './questions/ask-questions.ts';
import { markAnswered } from './questions/mark-answered.ts';
import { orderTables } from './table-order.ts';

const FORMAT_VERSION = '1.0';

export interface Inference {
  readonly beliefs: Beliefs;
  /** What the rows should be asked next; empty when no answer would change anything. */
  readonly probes: readonly Probe[];
}

/**
 * What the tables mean: keys, relationships, roles and columns, each with a probability, from names, types, declared
 * keys and the answers so far. Pure, linear in the number of columns; takes any catalog and never throws. Declared keys
 * are facts; `told` are a person's answers, which are too, and a model's hints. Ask the probes, add the answers to the evidence and call again, at most twice.
 */
export function infer(catalog: Catalog, evidence: Evidence, told: Told = NOTHING_TOLD): Inference {
  const ordered = orderTables(catalog);
  const { vocabulary, matches, keyCandidates, keys, candidates } = readStructure(ordered.catalog, evidence, told);
  const admitted = (found: readonly Candidate[]): readonly Candidate[] => withoutRefused(found, told);
  const hints = openHints(told);
  const { tested, relationships } = testCandidates(vocabulary, { keys, evidence, candidates, admitted, hints });
  // A doubtful edge leaves no trace in a project, so nothing that is written may rest on it: the next plan would differ.
  const findings = { keys, relationships: relationships.filter(isBelieved), evidence };
  const roles = hintRoles(inferRoles(vocabulary, findings), vocabulary, hints);
  const columns = describeColumns(vocabulary, findings);
  const referring = referringColumns(relationships);
  const tables = vocabulary.tables.map((named) => ({
    ...(named.table.schema === undefined ? {} : { schema: named.table.schema }),
    name: named.table.name,
    ...describeRole(roles[named.index]),
    primary_key: describeKey(keys[named.index]),
    columns: flagPolymorphic(columns[named.index] ?? [], named, referring),
    ...describeLoader(named),
  }));
  const found = {
    vocabulary,
    tables,
    keys,
    keyCandidates,
    candidates: tested,
    relationships,
    matches,
    evidence,
    answers: told,
  };
  const beliefs = {
    format_version: FORMAT_VERSION,
    tables,
    relationships: describeRelationships(relationships, keys),
    questions: askQuestions(found),
  };
  return {
    beliefs: ordered.asGiven(markAnswered(beliefs, told)),
    probes: planProbes(vocabulary, { keyCandidates, keys, candidates: tested, relationships, evidence, columns }),
  };
}

function describeRole(
  belief: RoleBelief | undefined,
): Pick<Beliefs['tables'][number], 'role' | 'role_probability' | 'role_runner_up' | 'role_margin' | 'role_evidence'> {
  if (!belief) return { role: 'dimension', role_probability: 0 };
  const { role, probability, runnerUp, margin, evidence } = belief;
  return {
    role,
    role_probability: probability,
    role_runner_up: runnerUp,
    role_margin: margin,
    role_evidence: [...evidence],
  };
}

function describeKey(key: KeyBelief | null | undefined): Beliefs['tables'][number]['primary_key'] {
  if (!key) return null;
  return {
    columns: key.columns.map(({ column }) => column.name),
    probability: rounded(key.probability),
    declared: key.declared,
  };
}
