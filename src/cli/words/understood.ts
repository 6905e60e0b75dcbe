import type { Catalog } from '../../catalog/catalog.ts';
import type { Beliefs, Role } from '../../inference/beliefs.ts';
import type { Look } from '../screen.ts';
import { count, grouped, nameList } from './count.ts';
import { labelled, pad } from './layout.ts';
import { TEXT_COLUMN } from './plan-summary.ts';
import { isAnswered } from './relationship-text.ts';

/** The block that says what cartridge made of the tables: keys, relationships, roles. */
export function understood(beliefs: Beliefs, catalog: Catalog, look: Look): string[] {
  const at = { column: TEXT_COLUMN, width: look.width };
  const rows = [keysRow(beliefs, catalog), relationshipsRow(beliefs)];
  const widest = Math.max(...rows.map((row) => row.total.length));
  const gap = Math.max(18, widest + 3);
  const lines = rows.flatMap((row) => {
    const text = row.parts === '' ? row.total : `${pad(row.total, gap)}${row.parts}`;
    return labelled(`  ${row.label}`, text, at);
  });
  return [look.colour.bold('Understood'), ...lines, ...labelled('  roles', rolesText(beliefs), at)];
}

interface Row {
  readonly label: string;
  readonly total: string;
  readonly parts: string;
}

function keysRow(beliefs: Beliefs, catalog: Catalog): Row {
  const keys = beliefs.tables.flatMap((table) => table.primary_key ?? []);
  const declared = keys.filter((key) => key.declared).length;
  const answered = keys.filter((key) => key.answered === true).length;
  return {
    label: 'keys',
    total: `${grouped(keys.length)} of ${count(catalog.tables.length, 'table')}`,
    parts: amounts([
      [declared, 'declared'],
      [answered, 'answered'],
      [keys.length - declared - answered, 'inferred'],
    ]),
  };
}

function relationshipsRow({ relationships }: Beliefs): Row {
  const answered = relationships.filter(isAnswered);
  const inferred = relationships.filter((relationship) => !relationship.declared && !isAnswered(relationship));
  const ofVerdict = (verdict: string): number => inferred.filter((one) => one.verdict === verdict).length;
  return {
    label: 'relationships',
    total: relationships.length === 0 ? 'none found' : grouped(relationships.length),
    parts: amounts([
      [relationships.length - answered.length - inferred.length, 'declared'],
      [answered.length, 'answered'],
      [ofVerdict('sure'), 'sure'],
      [ofVerdict('likely'), 'likely'],
      [ofVerdict('doubtful'), 'doubtful'],
    ]),
  };
}

function amounts(parts: readonly (readonly [number, string])[]): string {
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, word]) => `${grouped(amount)} ${word}`)
    .join(', ');
}

/** Roles in the order in which they are told, each with its plural. */
const ROLE_WORDS: readonly (readonly [Role, string, string])[] = [
  ['fact', 'fact', 'facts'],
  ['dimension', 'dimension', 'dimensions'],
  ['bridge', 'bridge', 'bridges'],
  ['event', 'event', 'events'],
  ['snapshot', 'snapshot', 'snapshots'],
  ['classification', 'classification', 'classifications'],
  ['technical', 'technical', 'technical'],
];

function rolesText(beliefs: Beliefs): string {
  const parts = ROLE_WORDS.flatMap(([role, singular, plural]) => {
    const names = beliefs.tables.filter((table) => table.role === role).map((table) => table.name);
    if (names.length === 0) return [];
    const amount = count(names.length, singular, plural);
    return role === 'technical' ? `${amount} (${nameList(names, 3)}: staged, no mart)` : amount;
  });
  return parts.join(', ');
}
