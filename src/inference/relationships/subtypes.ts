import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import type { Match } from './name-matches.ts';
import { tablesByKey } from './shared-keys.ts';

/** Tables that share the key of one of them, by its name: `employee (person_id)` and `vendor (person_id)` of `person`. */
export type Families = ReadonlyMap<string, readonly NamedTable[]>;

/** Fewer are no family: one table may well point to another by its own key. */
const FEWEST = 2;
/** More than the whole name of the root gives: the nearer table is meant. */
const CONTAINED = 4.4;
const NEIGHBOUR = 4.2;

/** Tables whose one-column key bears the name of another table, by the name of the key. */
export function findFamilies({ tables }: Vocabulary, keys: readonly (KeyBelief | null)[]): Families {
  const families = [...tablesByKey(tables, keys)].map(([name, members]) => {
    const others = members.filter(({ table, key }) => key.base.join('') !== table.glued);
    return [name, others.map(({ table }) => table)] as const;
  });
  return new Map(families.filter(([, family]) => family.length >= FEWEST));
}

/**
 * The nearest of the family whose key the column is called as: `employee_pay_history` points to `employee` rather than to
 * the `person` that both are called by. Where the name says nothing, the only one of the same schema.
 */
export function matchSubtypes(column: NamedColumn, table: NamedTable, families: Families): Match[] {
  const family = families.get(column.stem);
  if (!family) return [];
  const others = family.filter((other) => other !== table);
  const [nearest] = others.filter((other) => contains(table, other)).sort((a, b) => b.tokens.length - a.tokens.length);
  if (nearest) return [{ parent: nearest, score: CONTAINED, why: 'is called as the key of', byKey: true }];
  const isRootNamed = startsWith(table.tokens, column.base);
  const [neighbour, ...more] = others.filter(
    (other) => other.schema !== '' && other.schema === table.schema && !others.some((each) => contains(other, each)),
  );
  if (!neighbour || more.length > 0 || isRootNamed || family.includes(table)) return [];
  return [{ parent: neighbour, score: NEIGHBOUR, why: 'is called as the key of', byKey: true }];
}

/** Whether the words of the one name stand in the other, in their order and next to each other. */
function contains({ tokens }: NamedTable, { tokens: part }: NamedTable): boolean {
  return part.length < tokens.length && tokens.some((_, at) => startsWith(tokens.slice(at), part));
}

function startsWith(tokens: readonly string[], part: readonly string[]): boolean {
  return part.length > 0 && part.every((token, at) => tokens[at] === token);
}
