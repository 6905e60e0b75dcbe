import { tableKey } from '../../catalog/catalog.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import { testKey } from '../keys/key-evidence.ts';
import { secondKeys } from '../keys/second-keys.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { rounded } from '../probability.ts';
import { isBelieved } from '../relationships/relationships.ts';
import type { Asking, Weighed } from './asking.ts';
import { martOf } from '../roles/mart-kinds.ts';
import { columnList, NONE, questionId } from './question.ts';

const MOST_CHOICES = 4;
const MOST_PAIRS = 2;
/** A candidate below the one is not worth naming, below the other less so than a pair. */
const LEAST_CHOICE = 0.1;
const LIKELY_CHOICE = 0.3;
const LONGEST_KEY = 4;

/** Which columns identify a row? Of facts and dimensions whose key is not known, or doubtful. */
export function keyQuestions(asking: Asking): Weighed[] {
  const { vocabulary, keys, tables, answers } = asking;
  const open = vocabulary.tables.filter(({ index, table }) => {
    const key = keys[index];
    const isMart = ['fact', 'dimension'].includes(martOf(tables[index]?.role));
    return isMart && !answers.keys.has(tableKey(table)) && !(key && (key.declared || isBelieved(key)));
  });
  if (open.length === 0) return [];
  const pointing = countPointing(asking);
  const references = new Map(open.map((table) => [table, new Set<NamedColumn>()]));
  for (const edge of asking.relationships) {
    if (isBelieved(edge)) for (const column of edge.columns) references.get(edge.child)?.add(column);
  }
  return open.flatMap((table) => {
    const about = { table, pointing: pointing.get(table) ?? 0, references: references.get(table) ?? new Set() };
    return keyQuestion(about, asking);
  });
}

interface Keyless {
  readonly table: NamedTable;
  /** Columns of other tables whose names point to it. */
  readonly pointing: number;
  /** Its columns that point to others. */
  readonly references: ReadonlySet<NamedColumn>;
}

function keyQuestion({ table, pointing, references }: Keyless, asking: Asking): Weighed[] {
  const { keys, nameOf } = asking;
  const believed = keys[table.index] ?? null;
  const choices = choicesOf(table, references, asking);
  const [best] = choices;
  if (!best) return [];
  const name = nameOf(table.table);
  const lets = pointing === 0 ? '' : `, and lets ${pointing === 1 ? 'a column' : `${pointing} columns`} point to it`;
  return [
    {
      question: {
        id: questionId('key', name),
        about: `Which columns identify a row of ${name}?`,
        kind: 'key',
        choices: [...choices.map(({ columns }) => list(columns)), NONE],
        default: believed ? list(believed.columns) : NONE,
        effect: believed
          ? 'makes the tests of its key errors, or tests another key'
          : `tests that its key is unique and states its grain${lets}`,
        p: rounded(best.probability),
        evidence: [best.probability === 0 ? 'no name says key' : `by its name ${list(best.columns)} may be the key`],
      },
      // The key is tested in staging and again in the mart.
      weight: 4 + pointing,
    },
  ];
}

/** What rows have not refuted: the likely ones, then all references together and the best pairs, then the rest. */
function choicesOf(
  table: NamedTable,
  references: ReadonlySet<NamedColumn>,
  { keyCandidates, evidence }: Asking,
): KeyBelief[] {
  const known = keyCandidates[table.index] ?? [];
  const held = known
    .flatMap((key) => testKey(key, table, evidence) ?? [])
    .filter(({ probability }) => probability >= LEAST_CHOICE)
    .sort((a, b) => b.probability - a.probability || a.columns.length - b.columns.length);
  const pairs = secondKeys(table, known).filter(({ columns }) => !columns.some(({ loader }) => loader));
  const guesses = [...together(table, references), ...pairs.slice(0, MOST_PAIRS)]
    .map((key) => ({ ...key, probability: 0 }))
    .flatMap((key) => testKey(key, table, evidence) ?? []);
  const likely = held.filter(({ probability }) => probability >= LIKELY_CHOICE);
  const rest = held.filter(({ probability }) => probability < LIKELY_CHOICE);
  const choices = [...likely, ...guesses, ...rest];
  const names = choices.map(({ columns }) => list(columns));
  return choices.filter((_, index) => names.indexOf(names[index] ?? '') === index).slice(0, MOST_CHOICES);
}

function together(table: NamedTable, references: ReadonlySet<NamedColumn>): Omit<KeyBelief, 'probability'>[] {
  const columns = table.columns.filter((column) => references.has(column));
  return columns.length > 1 && columns.length <= LONGEST_KEY ? [{ columns, declared: false }] : [];
}

/** Columns of other tables whose names point to each table. */
function countPointing({ matches }: Asking): ReadonlyMap<NamedTable, number> {
  const counts = new Map<NamedTable, number>();
  for (const found of matches.values()) {
    const [best] = found.toSorted((a, b) => b.score - a.score);
    if (best) counts.set(best.parent, (counts.get(best.parent) ?? 0) + 1);
  }
  return counts;
}

function list(columns: readonly NamedColumn[]): string {
  return columnList(columns.map(({ column }) => column.name));
}
