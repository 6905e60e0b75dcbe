import type { Catalog } from '../../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import type { ColumnBelief } from '../../../src/inference/beliefs.ts';
import { infer } from '../../../src/inference/infer.ts';
import type { PersonalTruth } from './personal-truth.ts';

/** What was found in one schema, beside what is true. */
export interface PersonalScore {
  readonly columns: number;
  readonly personal: number;
  readonly found: number;
  readonly right: number;
  /** Of those, how many with the right kind. */
  readonly kindRight: number;
  readonly errors: readonly string[];
}

/** What is believed of a column that is called `table.column`. */
export type Guess = (name: string, believed: ColumnBelief) => string | undefined;

/** Every column with its belief, from names and types alone: keys, comments and statistics are hidden. */
export function believedColumns(catalog: Catalog): Map<string, ColumnBelief> {
  const tables = catalog.tables.map(({ schema, name, columns }) => ({
    ...(schema === undefined ? {} : { schema }),
    name,
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
  }));
  const { beliefs } = infer({ name: catalog.name, dialect: catalog.dialect, tables }, NO_EVIDENCE);
  return new Map(
    beliefs.tables.flatMap((table) => table.columns.map((column) => [`${table.name}.${column.name}`, column] as const)),
  );
}

/** Scores a way to guess which columns are personal; columns on which people would differ do not count. */
export function scorePersonal(
  columns: ReadonlyMap<string, ColumnBelief>,
  { personal, either }: PersonalTruth,
  guess: Guess,
): PersonalScore {
  const kinds = Object.entries(personal).map(([kind, names]) => [kind, matcher(names)] as const);
  const isOpen = matcher(either);
  const score = { columns: 0, personal: 0, found: 0, right: 0, kindRight: 0 };
  const errors: string[] = [];
  for (const [name, belief] of columns) {
    const truth = kinds.find(([, matches]) => matches(name))?.[0];
    if (truth === undefined && isOpen(name)) continue;
    const found = guess(name, belief);
    score.columns++;
    if (truth !== undefined) score.personal++;
    if (found !== undefined) score.found++;
    if (truth !== undefined && found !== undefined) score.right++;
    if (truth !== undefined && found === truth) score.kindRight++;
    if (found !== truth) errors.push(`${name}: ${truth ?? 'not personal'}, believed ${found ?? 'not personal'}`);
  }
  return { ...score, errors };
}

/** What every word of the truth stands for, so that a misspelt one fails a test. */
export function unmatched(names: string, columns: readonly string[]): string[] {
  return names.split(/\s+/).filter((name) => name !== '' && !columns.some(matcher(name)));
}

/** Columns of a list of `table.column`s, in which `*` is any letters. */
export function matcher(names: string): (name: string) => boolean {
  const patterns = names
    .split(/\s+/)
    .filter((name) => name !== '')
    .map((name) => name.replaceAll('.', String.raw`\.`).replaceAll('*', '.*'));
  const pattern = patterns.length === 0 ? /$^/ : new RegExp(`^(?:${patterns.join('|')})$`);
  return (name) => pattern.test(name);
}

/** `kind|kind: table.column ...` by line, as the right kinds of each column. */
export function readKinds(text: string): Map<string, readonly string[]> {
  return new Map(
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .flatMap((line) => {
        const [kinds = '', names = ''] = line.trim().split(': ');
        return names.split(' ').map((name) => [name.replaceAll('~', ' '), kinds.split('|')] as const);
      }),
  );
}

/** The regular expressions of piicatcher (Apache-2.0), the usual way: any part of a name. */
const SUBSTRINGS: readonly (readonly [RegExp, string])[] = [
  [/(person|fname|lname|maiden|_name|name_|nick)/i, 'person_name'],
  [/email|e-mail|mail/i, 'email'],
  [/date_of_birth|dateofbirth|dob|birthday|date_of_death|dateofdeath/i, 'birth_date'],
  [/gender/i, 'gender'],
  [/nationality/i, 'demographic'],
  [/address|city|state|county|country|zipcode|postal|zone|borough/i, 'postal_address'],
  [/user(id|name|)/i, 'person_name'],
  [/pass/i, 'credential'],
  [/ssn/i, 'national_id'],
  [/phone/i, 'phone'],
  [/credit_card|creditcard/i, 'payment_card'],
];

/** What a search for parts of names takes for personal. */
export const bySubstring: Guess = (name) => {
  const column = name.slice(name.indexOf('.') + 1);
  return SUBSTRINGS.find(([pattern]) => pattern.test(column))?.[1];
};
