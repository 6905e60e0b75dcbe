import pluralize from 'pluralize';
import { remember } from './remember.ts';

/** Words before or after the name of a source that say where it is kept, not what it is. */
const KEPT_IN = new Set(['raw', 'src', 'source', 'stg', 'tbl', 'public', 'dbo', 'ods', 'prod', 'production']);

/** A name of any spelling in snake_case, with single underscores. */
export const snakeCase = remember((name) =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, ''),
);

/** What a source may be called in names and folders: its name, and what begins or ends it: `raw_shop` is shop. Longest first. */
export const sourceForms = remember((source): readonly string[] => {
  const whole = snakeCase(source);
  const words = whole.split('_');
  const forms = words.flatMap((_, at) => [words.slice(at), words.slice(0, at + 1)]);
  const kept = forms.filter((form) => !form.every((word) => KEPT_IN.has(word))).map((form) => form.join('_'));
  return longestFirst(kept.filter((form) => form.length > 2 || form === whole));
});

/** What a table may be called in names: its name or its end, in either number. Longest first. */
export const entityForms = remember((table): readonly string[] => {
  const words = snakeCase(table).split('_');
  const ends = words.map((_, at) => words.slice(at).join('_'));
  return longestFirst(ends.flatMap((end) => [end, plural(end), singular(end)]));
});

/** The plural of a snake_case name: of its last word. */
export function plural(name: string): string {
  return withLastWord(name, pluralOf);
}

/** The singular of a snake_case name: of its last word. */
export function singular(name: string): string {
  return withLastWord(name, singularOf);
}

/** `pluralize` asks a hundred expressions of a word. */
const pluralOf = remember((word) => pluralize.plural(word));
/** Words that end so are singular already: `status`, `address`, `analysis`. */
const singularOf = remember((word) => (/(?:ss|us|is)$/.test(word) ? word : pluralize.singular(word)));

function withLastWord(name: string, inflect: (word: string) => string): string {
  const start = name.lastIndexOf('_') + 1;
  return name.slice(0, start) + inflect(name.slice(start));
}

function longestFirst(forms: readonly string[]): string[] {
  return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
