import { tableKey } from '../../catalog/catalog.ts';
import type { Beliefs, Relationship, Role, TableBelief } from '../beliefs.ts';
import type { Answers } from './answers.ts';
import { relationshipKey } from './answers.ts';

/** Why an edge is believed that a person gave. */
export const ANSWERED = 'answered by you';

/**
 * Beliefs that were inferred with the answers as if tables declared them (`withAnswers`), with each called what it is:
 * certain, and answered rather than declared. Roles take their place here. Pure; doing it twice changes nothing.
 */
export function markAnswered(beliefs: Beliefs, answers: Answers): Beliefs {
  if (Object.keys(answers.choices).length === 0) return beliefs;
  return {
    ...beliefs,
    tables: beliefs.tables.map((table) => markTable(table, answers)),
    relationships: beliefs.relationships.map((relationship) => markRelationship(relationship, answers)),
    answers: answers.choices,
  };
}

function markTable(table: TableBelief, { keys, roles, stated }: Answers): TableBelief {
  const key = tableKey(table);
  const columns = keys.get(key);
  const role = roles.get(key);
  const words = stated.get(key);
  return {
    ...(role === undefined ? table : withRole(table, role)),
    ...(columns === undefined ? {} : { primary_key: keyBelief(columns) }),
    ...(words === undefined ? {} : { answers: words }),
  };
}

/** What spoke for other roles is beside the point. */
function withRole(table: TableBelief, role: Role): TableBelief {
  const { role_runner_up: _other, role_margin: _margin, ...rest } = table;
  return { ...rest, role, role_probability: 1, role_evidence: [ANSWERED] };
}

function keyBelief(columns: readonly string[]): TableBelief['primary_key'] {
  return columns.length === 0 ? null : { columns: [...columns], probability: 1, declared: false, answered: true };
}

function markRelationship(relationship: Relationship, { relationships }: Answers): Relationship {
  const { schema, table, columns, evidence } = relationship;
  const answer = relationships.get(relationshipKey({ schema, name: table }, columns));
  if (!answer?.to) return relationship;
  const others = evidence.filter((text) => text !== 'declared' && text !== ANSWERED);
  return { ...relationship, probability: 1, verdict: 'sure', declared: false, evidence: [ANSWERED, ...others] };
}
