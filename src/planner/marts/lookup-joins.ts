import { descriptiveColumns, nameColumns } from './attributes.ts';
import { MOST_CONSIDERED } from './limit-joins.ts';
import type { MartTable } from './mart-table.ts';
import type { PlannedJoin } from './planned-join.ts';
import { joinColumns, plannedColumn, withoutIdleJoins } from './planned-join.ts';
import { attributeName, nestedRole } from './role-names.ts';
import type { StagedRelationship } from './staged-relationship.ts';
import type { StarSchema } from './star-schema.ts';

/** A chain of classifications is folded in as far as its third link (Moody and Kortink; inference.md 1.3 step 7). */
const DEEPEST = 3;
/** A table reached from the base, and how. */
interface Reached {
  readonly table: MartTable;
  readonly join: PlannedJoin | null;
  readonly path: readonly MartTable[];
}

/**
 * Joins that fold into a mart what describes its rows: classifications with all that they say, and into a dimension the
 * names of the dimensions that it points to. Nearest first; a join that leads to no column is left out.
 */
export function lookupJoins(base: MartTable, star: StarSchema): PlannedJoin[] {
  const joins: PlannedJoin[] = [];
  let level: Reached[] = [{ table: base, join: null, path: [base] }];
  for (let depth = 1; depth <= DEEPEST && level.length > 0; depth++) {
    const next: Reached[] = [];
    for (const from of level) {
      for (const relationship of star.relationships.of(from.table)) {
        if (joins.length >= MOST_CONSIDERED) break;
        if (!leadsOn(relationship, from, star)) continue;
        const join = lookupJoin(relationship, from.join, star);
        if (star.kindOf(relationship.parent) === 'dimension' && join.columns.length === 0) continue;
        joins.push(join);
        if (relationship.parent === relationship.child) continue;
        next.push({ table: relationship.parent, join, path: [...from.path, relationship.parent] });
      }
    }
    level = next;
  }
  return withoutIdleJoins(joins);
}

function leadsOn(relationship: StagedRelationship, from: Reached, star: StarSchema): boolean {
  const { child, parent, role } = relationship;
  if (!relationship.joinable) return false;
  const ofFact = star.kindOf(from.path[0] ?? child) === 'fact';
  const isSelf = child === parent && from.join === null && !ofFact;
  if (from.path.includes(parent) && !isSelf) return false;
  switch (star.kindOf(parent)) {
    case 'lookup':
      return from.join === null || star.kindOf(child) === 'lookup';
    case 'dimension':
      // Further up, only the plain hierarchy: a track's album's artist, not a customer's agent's manager.
      return (
        !ofFact &&
        (from.join === null || (isPlain(from.join) && isPlain({ role, parent }) && star.kindOf(child) === 'dimension'))
      );
    case 'fact':
    case 'none':
      return false;
  }
}

function isPlain({ role, parent }: Pick<PlannedJoin, 'role' | 'parent'>): boolean {
  return role === parent.singular;
}

function lookupJoin(relationship: StagedRelationship, from: PlannedJoin | null, star: StarSchema): PlannedJoin {
  const { parent } = relationship;
  const role = from ? nestedRole(from, relationship.role) : relationship.role;
  const columns =
    star.kindOf(parent) === 'lookup'
      ? descriptiveColumns(parent, star.relationships.keyColumns(parent))
      : nameColumns(parent);
  return {
    from,
    kind: 'lookup',
    model: parent.model,
    parent,
    role,
    alias: role === parent.singular ? parent.plural : role,
    on: joinColumns(relationship),
    columns: columns.map((column) =>
      plannedColumn({ table: parent, column }, attributeName(role, column.name, parent), 'attribute'),
    ),
    evidence: relationship.evidence,
  };
}
