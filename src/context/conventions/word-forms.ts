import pluralize from 'pluralize';

/** Words before or after the name of a table or a source that say where it is kept, not what it is. */
const KEPT_IN = new Set(['raw', 'src', 'source', 'stg', 'tbl', 'public', 'dbo', 'ods', 'prod', 'production']);

/** A name of any spelling in snake_case, with single underscores. */
export function snakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
}

/** What a source may be called in names and folders: its name, and what begins or ends it: `raw_shop` is shop. Longest first. */
export function sourceForms(source: string): string[] {
  const words = snakeCase(source).split('_');
  const forms = words.flatMap((_, at) => [words.slice(at), words.slice(0, at + 1)]);
  const kept = forms.filter((form) => !form.every((word) => KEPT_IN.has(word)));
  return longestFirst(
    kept.map((form) => form.join('_')).filter((form) => form.length > 2 || form === snakeCase(source)),
  );
}

/** What a table may be called in names: its name or its end, in either number. Longest first. */
export function entityForms(table: string): string[] {
  const words = snakeCase(table).split('_');
  const ends = words.map((_, at) => words.slice(at).join('_'));
  return longestFirst(ends.flatMap((end) => [end, plural(end), singular(end)]));
}

/** The plural of a snake_case name: of its last word. */
export const plural = inflection((word) => pluralize.plural(word));
/** Words that end so are singular already: `status`, `address`, `analysis`. */
export const singular = inflection((word) => (/(?:ss|us|is)$/.test(word) ? word : pluralize.singular(word)));

/** `pluralize` asks a hundred expressions of a word, and words repeat; bounded, as they come from outside. */
const MOST_KNOWN = 50_000;

function inflection(inflect: (word: string) => string): (name: string) => string {
  const known = new Map<string, string>();
  return (name) => {
    const start = name.lastIndexOf('_') + 1;
    const word = name.slice(start);
    const found = known.get(word) ?? inflect(word);
    if (known.size < MOST_KNOWN) known.set(word, found);
    return name.slice(0, start) + found;
  };
}

function longestFirst(forms: readonly string[]): string[] {
  return [...new Set(forms)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
