import { probeKey } from '../../catalog/evidence.ts';
import type { Evidence } from '../../catalog/evidence.ts';
import type { ColumnBelief, ColumnKind } from '../beliefs.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { loaderRole } from '../names/loaders.ts';
import type { ColumnFacts, KindBelief } from './column-facts.ts';
import type { Findings } from '../findings.ts';
import { numberKind } from './number-kinds.ts';
import { personalKinds } from './pii.ts';
import { textKind } from './text-kinds.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { DELETED_WORDS } from '../names/column-words.ts';
import { SURROGATE_WORDS } from '../names/words.ts';

/** What each column of each table holds, in their order. */
export function describeColumns(vocabulary: Vocabulary, context: Findings): ColumnBelief[][] {
  const keys = new Set(context.keys.flatMap((key) => key?.columns ?? []));
  for (const { columns } of context.relationships) for (const column of columns) keys.add(column);
  return vocabulary.tables.map((table) => {
    const profile = context.evidence.profile.get(probeKey({ kind: 'profile', table: table.table, columns: [] }));
    const personal = personalKinds(table);
    const ofLine = isOfLine(table);
    const hasCurrency = table.columns.some(({ tokens }) => tokens.at(-1) === 'currency');
    return table.columns.map((column, at) => {
      const stats = profile?.columns.get(column.column.name) ?? column.column.stats;
      const values = valuesOf(column, table, context.evidence);
      const isKey = keys.has(column);
      return describeColumn(column, { isKey, isOfLine: ofLine, hasCurrency, pii: personal[at] ?? null, stats, values });
    });
  });
}

function describeColumn(column: NamedColumn, facts: ColumnFacts): ColumnBelief {
  const { kind, unit } = kindOf(column, facts);
  const belief: ColumnBelief = { name: column.column.name, kind };
  if (unit !== undefined) belief.unit = unit;
  if (facts.pii != null) belief.pii = facts.pii;
  else if (hasValues(column, kind) && facts.values !== undefined && facts.values.length > 0)
    belief.values = [...facts.values];
  return belief;
}

/** Enumerations, and yes-or-no that is kept as numbers or text. */
function hasValues({ family }: NamedColumn, kind: ColumnKind): boolean {
  return kind === 'enum' || (kind === 'boolean' && family !== 'boolean');
}

/** Lines of orders have a quantity and a price. */
function isOfLine({ columns }: NamedTable): boolean {
  const ends = new Set(columns.map(({ tokens }) => tokens.at(-1) ?? ''));
  return [...ends].some((word) => word.endsWith('quantity')) && [...ends].some((word) => /(?:price|cost)$/.test(word));
}

function kindOf(column: NamedColumn, facts: ColumnFacts): KindBelief {
  if (column.loader) return { kind: loaderRole(column.column.name) === 'deleted' ? 'soft_delete' : 'loader' };
  if (facts.isKey && column.keyFamily !== null && column.family !== 'binary') return { kind: 'identifier' };
  const deleted = column.tokens.some((token) => DELETED_WORDS.has(token)) && column.tokens.length <= 2;
  switch (column.family) {
    case 'boolean':
      return { kind: deleted ? 'soft_delete' : 'boolean' };
    case 'date':
    case 'timestamp':
      return { kind: deleted ? 'soft_delete' : column.family };
    case 'time':
      return { kind: 'time' };
    case 'uuid':
      return { kind: 'identifier' };
    case 'integer':
    case 'decimal':
    case 'float':
      return numberKind(column, facts);
    case 'text':
      return textKind(column, facts);
    case 'json':
      return { kind: 'json' };
    case 'binary':
      return { kind: column.keyWord !== null && SURROGATE_WORDS.has(column.keyWord) ? 'identifier' : 'other' };
    case 'array':
    case 'interval':
    case 'other':
      return { kind: 'other' };
  }
}

function valuesOf(column: NamedColumn, { table }: NamedTable, evidence: Evidence): readonly string[] | undefined {
  const { column: raw } = column;
  const asked = evidence.values.size > 0;
  const answer = asked ? evidence.values.get(probeKey({ kind: 'values', table, column: raw.name })) : undefined;
  const values = answer ?? raw.stats?.values;
  return values && values.length <= MOST_VALUES ? values : undefined;
}

/** More values than this are no enumeration (DESIGN.md section 4). */
const MOST_VALUES = 20;
