import type { DraftAction } from '../draft.ts';
import { endOfSentence } from '../english.ts';
import { isSecret } from './attributes.ts';
import { grainOf, withArticle, wordList } from './grain.ts';
import type { MartTable } from './mart-table.ts';
import type { PlannedMart } from './plan-mart.ts';
import type { PlannedJoin } from './planned-join.ts';
import { inWords } from './role-names.ts';
import { isAdditive, isAudit, isDate } from './staged-column.ts';
import type { StarSchema } from './star-schema.ts';

/** Names listed in a sentence before it says that there are more. */
const MOST_NAMED = 5;

/** What a mart is, for its YAML entry: grain first, then what was joined to it and what was not. */
export function describeMart({ table, kind, joins, leftOut }: PlannedMart, star: StarSchema): string {
  const { comment } = table.staged.table;
  const { martText } = table.deltas;
  const isTold = comment?.trim() || table.deltas.text !== undefined;
  const what = kind === 'fact' ? 'Fact table' : 'Dimension';
  const roles = (wanted: PlannedJoin['kind']): string[] =>
    joins.filter((join) => join.kind === wanted).map(({ role }) => role);
  const withStatus = joins.some(
    (join) => join.kind === 'header' && join.columns.some(({ part }) => part === 'attribute'),
  );
  const sentences = [
    martText !== undefined ? `${endOfSentence(martText)} ` : '',
    isTold && martText === undefined ? `${endOfSentence(table.staged.spec.description)} ` : '',
    `${what} of ${inWords(table.plural)}: ${grainOf(table, star.relationships.of(table))}.`,
    sentence(`Adds the keys${withStatus ? ', status' : ''} and dates of its`, roles('header')),
    sentence('Adds what describes its', roles('lookup')),
    sentence('Adds totals of its', roles('totals')),
    sentence(
      'Left out, to stay under seven parents:',
      leftOut.map(({ role }) => role),
    ),
    sentence(
      'Left out, since they are secret:',
      table.columns.filter(isSecret).map(({ name }) => name),
    ),
    table.columns.some(({ kind: of }) => of === 'soft_delete') ? 'Deleted rows are kept.' : '',
  ];
  return sentences
    .filter((text) => text !== '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Why there is this mart: `orders is a fact (3 measures, 2 parents, 1 date)`. */
export function reasonOfMart({ table, kind, joins }: PlannedMart, star: StarSchema): DraftAction['reason'] {
  const { role, role_probability: probability, role_evidence: why = [] } = table.staged.belief;
  const isLookup = star.kindOf(table) === 'lookup';
  return {
    code: isLookup ? 'lookup_without_mart' : `${kind}_from_role`,
    text: isLookup
      ? `${table.plural} is a classification that no other mart holds`
      : `${table.plural} is ${withArticle(role)} (${shape(table, star, kind)})`,
    evidence: [
      `${role}, probability ${probability.toFixed(2)}${why.length > 0 ? `: ${why.join('; ')}` : ''}`,
      keyEvidence(table),
      ...joins.map(({ evidence }) => evidence),
    ],
  };
}

function shape(table: MartTable, star: StarSchema, kind: PlannedMart['kind']): string {
  const parents = new Set(star.relationships.of(table).map(({ parent }) => parent)).size;
  const children = new Set(star.relationships.to(table).map(({ child }) => child)).size;
  const keys = star.relationships.keyColumns(table);
  const others = table.columns.filter(({ name }) => !keys.has(name));
  if (kind === 'dimension') return `${counted(others.length, 'attribute')}, ${counted(children, 'child table')}`;
  const measures = others.filter((column) => isAdditive(column, table.columns)).length;
  const dates = table.columns.filter((column) => isDate(column) && !isAudit(column)).length;
  return `${counted(measures, 'measure')}, ${counted(parents, 'parent')}, ${counted(dates, 'date')}`;
}

function keyEvidence({ key, staged }: MartTable): string {
  const { primary_key: belief } = staged.belief;
  if (!key || !belief) return 'no key was found';
  return `key ${key.join(', ')}: ${belief.declared ? 'declared' : `probability ${belief.probability.toFixed(2)}`}`;
}

function sentence(start: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const words = [...new Set(names.map(inWords))];
  const named = words.length > MOST_NAMED ? [...words.slice(0, MOST_NAMED), 'others'] : words;
  return `${start} ${wordList(named)}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
