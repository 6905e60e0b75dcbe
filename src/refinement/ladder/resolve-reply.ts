import type { TableRef } from '../../catalog/catalog.ts';
import { tableLabel } from '../../catalog/catalog.ts';
import { ROLES } from '../../inference/beliefs.ts';
import type { Question } from '../../inference/questions/question.ts';
import type { Delta } from '../../plan/deltas.ts';
import { paragraphOf } from '../../planner/english.ts';
import type { Reply } from '../../prompts/reply/reply-schema.ts';
import type { EncodedSchema, EncodedTable } from '../../prompts/schema/encoded-schema.ts';
import { descriptionText } from '../checks/description-text.ts';
import type { LooseReply } from './read-reply.ts';
import type { Numbers } from './resolve-names.ts';
import { numbersOf, Unresolved } from './resolve-names.ts';

/** A delta that a reply proposes: nothing but what it names is known to be there. */
export interface Proposal {
  readonly delta: Delta;
  readonly section: keyof Reply;
  readonly item: unknown;
}

/** An item of a reply that is no delta, or one that does not hold. */
export interface FailedItem {
  readonly section: keyof Reply;
  readonly item: unknown;
  readonly why: string;
}

/** What the numbers of a reply stand for. */
export interface Shown {
  readonly schema: EncodedSchema;
  /** In the order of their numbers, from 1. */
  readonly questions: readonly Question[];
}

/** Puts the names of the catalog in place of the numbers of a reply, item by item. Pure. */
export function resolveReply(
  reply: LooseReply,
  { schema, questions }: Shown,
): { readonly proposals: readonly Proposal[]; readonly failed: readonly FailedItem[] } {
  const proposals: Proposal[] = [];
  const failed: FailedItem[] = [];
  const numbers = numbersOf(schema);
  const resolveEach = <K extends keyof Reply>(section: K, resolve: (item: LooseReply[K][number]) => Delta): void => {
    for (const item of reply[section] as LooseReply[K][number][]) {
      try {
        proposals.push({ delta: resolve(item), section, item });
      } catch (error) {
        if (!(error instanceof Unresolved)) throw error;
        failed.push({ section, item, why: error.message });
      }
    }
  };
  resolveEach('renames', (item) => rename(item, numbers));
  resolveEach('descriptions', (item) => description(item, numbers));
  resolveEach('roles', (item) => role(item, numbers));
  resolveEach('keys', (item) => {
    const of = numbers.table(item.table);
    return { kind: 'key', table: refOf(of), columns: columnsOf(of, item.columns, numbers), why: whyOf(item) };
  });
  resolveEach('references', (item) => relationship(item, numbers));
  resolveEach('marts', (item) => mart(item, numbers));
  resolveEach('measures', (item) => measure(item, numbers));
  resolveEach('values', (item) => {
    const of = numbers.table(item.table);
    const column = numbers.column(of, item.column);
    return { kind: 'accepted_values', table: refOf(of), column, values: item.values, why: '' };
  });
  resolveEach('answers', (item) => answer(item, questions));
  resolveEach('models', writtenModel);
  return { proposals, failed };
}

type Item<K extends keyof Reply> = LooseReply[K][number];

function refOf({ table: { schema, name } }: EncodedTable): TableRef {
  return schema === undefined ? { name } : { schema, name };
}

/** Shown to people, so one short line of words; a reason that is anything else is none. */
function whyOf({ why }: { why: string }): string {
  const clipped = (paragraphOf(why) ?? '').slice(0, LONGEST_WHY);
  return 'text' in descriptionText(clipped) ? clipped : '';
}

const LONGEST_WHY = 200;

/** As a name is written, whatever case and spaces the model used. */
function nameOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
    .slice(0, 200);
}

function columnsOf(of: EncodedTable, ids: readonly (number | string)[], numbers: Numbers): string[] {
  return ids.map((id) => numbers.column(of, id));
}

function rename(item: Item<'renames'>, numbers: Numbers): Delta {
  const of = numbers.table(item.table);
  const name = nameOf(item.name);
  if (item.column === 0) return { kind: 'rename_table', table: refOf(of), name, why: '' };
  return { kind: 'rename_column', table: refOf(of), column: numbers.column(of, item.column), name, why: '' };
}

function description({ table, column, text }: Item<'descriptions'>, numbers: Numbers): Delta {
  const of = numbers.table(table);
  if (column === 0) return { kind: 'describe_table', table: refOf(of), text, why: '' };
  if (column === -1) return { kind: 'describe_mart', table: refOf(of), text, why: '' };
  return { kind: 'describe_column', table: refOf(of), column: numbers.column(of, column), text, why: '' };
}

function role(item: Item<'roles'>, numbers: Numbers): Delta {
  const wanted = item.role.trim().toLowerCase();
  const found = ROLES.find((each) => each === wanted);
  if (!found) throw new Unresolved(`there is no role ${JSON.stringify(item.role.slice(0, 60))}: ${ROLES.join(', ')}`);
  return { kind: 'role', table: refOf(numbers.table(item.table)), role: found, why: whyOf(item) };
}

function relationship(item: Item<'references'>, numbers: Numbers): Delta {
  const [of, to] = [numbers.table(item.table), numbers.table(item.to_table)];
  const columns = columnsOf(of, item.columns, numbers);
  if (columns.length === 0) throw new Unresolved(`a reference of ${tableLabel(of.table)} names no column`);
  const to_columns = columnsOf(to, item.to_columns, numbers);
  return {
    kind: 'relationship',
    table: refOf(of),
    columns,
    to: refOf(to),
    to_columns,
    holds: item.holds,
    why: whyOf(item),
  };
}

function mart(item: Item<'marts'>, numbers: Numbers): Delta {
  const table = refOf(numbers.table(item.table));
  const wanted = item.mart.trim().toLowerCase();
  if (wanted === 'none') return { kind: 'drop_mart', table, why: whyOf(item) };
  if (wanted === 'fact' || wanted === 'dimension') return { kind: 'add_mart', table, mart: wanted, why: whyOf(item) };
  throw new Unresolved(`a mart is fact, dimension or none, not ${JSON.stringify(item.mart.slice(0, 60))}`);
}

function measure(item: Item<'measures'>, numbers: Numbers): Delta {
  const of = numbers.table(item.table);
  const wanted = item.function.trim().toLowerCase();
  const found = (['sum', 'min', 'max'] as const).find((each) => each === wanted);
  if (!found) throw new Unresolved(`a measure is a sum, min or max, not ${JSON.stringify(item.function.slice(0, 60))}`);
  const column = numbers.column(of, item.column);
  return { kind: 'measure', table: refOf(of), column, function: found, name: nameOf(item.name), why: whyOf(item) };
}

function answer(item: Item<'answers'>, questions: readonly Question[]): Delta {
  const found =
    typeof item.question === 'number' ? questions[item.question - 1] : questions.find(({ id }) => id === item.question);
  if (!found) throw new Unresolved(`there is no question ${String(item.question).slice(0, 60)}`);
  return { kind: 'answer', question: found.id, choice: item.choice.trim().slice(0, 200), why: '' };
}

function writtenModel(item: Item<'models'>): Delta {
  const layer = item.layer.trim().toLowerCase().startsWith('int') ? 'intermediate' : 'marts';
  return {
    kind: 'write_model',
    layer,
    name: nameOf(item.name),
    description: item.description,
    key: item.key.map(nameOf),
    columns: item.columns.map(({ name, description: text }) => ({ name: nameOf(name), description: text })),
    sql: item.sql,
    ...(item.goal.trim() === '' ? {} : { goal_id: item.goal.trim().slice(0, 60) }),
    why: whyOf(item),
  };
}
