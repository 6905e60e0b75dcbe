/** The select list of a generated staging model. */
export interface StagingSelect {
  readonly source: string;
  readonly table: string;
  readonly columns: readonly StagedColumn[];
}

export interface StagedColumn {
  /** Name in the raw table. */
  readonly raw: string;
  /** Name that comes out. */
  readonly as: string;
  /** `keep` also stands for what is no conversion of its meaning, such as cents. */
  readonly conversion: 'keep' | 'boolean' | 'date' | 'timestamp' | 'epoch_s' | 'epoch_ms' | 'epoch_us';
}

const NAME = '("(?:[^"]|"")*"|[A-Za-z_][A-Za-z0-9_]*)';

/** The expressions that cartridge writes into a staging select (templates/models/staging.sql.hbs). */
const EXPRESSIONS: readonly (readonly [RegExp, StagedColumn['conversion']])[] = [
  [new RegExp(`^epoch_ms\\(cast\\(${NAME} as bigint\\) \\* 1000\\)$`), 'epoch_s'],
  [new RegExp(`^epoch_ms\\(${NAME}\\)$`), 'epoch_ms'],
  [new RegExp(`^make_timestamp\\(${NAME}\\)$`), 'epoch_us'],
  [new RegExp(`^cast\\(${NAME} as boolean\\)$`), 'boolean'],
  [new RegExp(`^lower\\(${NAME}\\) in \\('1', 't', 'true', 'y', 'yes'\\)$`), 'boolean'],
  [new RegExp(`^cast\\(${NAME} as date\\)$`), 'date'],
  [new RegExp(`^cast\\(${NAME} as timestamp\\)$`), 'timestamp'],
  [new RegExp(`^cast\\(${NAME} / 100\\.0 as decimal\\(18, 2\\)\\)$`), 'keep'],
  [new RegExp(`^coalesce\\(${NAME}, false\\)$`), 'keep'],
  [new RegExp(`^coalesce\\(${NAME} = 'true', false\\)$`), 'keep'],
  [new RegExp(`^${NAME} is not null$`), 'keep'],
  [new RegExp(`^${NAME}$`), 'keep'],
];

/**
 * Reads a staging model that cartridge's own template wrote: an import CTE `source` and a CTE `renamed` with one column a
 * line. Null for any other SQL; a line of another form is passed over. Pure.
 */
export function readStagingSql(sql: string): StagingSelect | null {
  const match = SOURCE_CTE.exec(sql);
  const list = /\nrenamed as \(\s+select\n([\s\S]*?)\n\s+from source\n/.exec(sql)?.[1];
  if (!match || list === undefined) return null;
  const [, source = '', table = ''] = match;
  return {
    source: jinjaText(source),
    table: jinjaText(table),
    columns: list.split('\n').flatMap((line) => readColumn(unescapeJinja(line.trim()).replace(/,$/, ''))),
  };
}

/** Reads a singular test that cartridge's own template wrote: the model and the columns whose combination is unique. */
export function readUniqueCombination(
  sql: string,
): { readonly model: string; readonly columns: readonly string[]; readonly isSure: boolean } | null {
  const match =
    /^select (.+)\nfrom \{\{ ref\(('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\) \}\}\ngroup by \1\nhaving count/m.exec(sql);
  if (!match) return null;
  const [, list = '', model = ''] = match;
  const columns = [...unescapeJinja(list).matchAll(new RegExp(NAME, 'g'))].map(([name]) => unquote(name));
  return { model: jinjaText(model), columns, isSure: !/config\(severity=.warn.\)/.test(sql) };
}

const SOURCE_CTE =
  /\nsource as \(\s+select \* from \{\{ source\(('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"), ('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\) \}\}/;

function readColumn(line: string): StagedColumn[] {
  const aliased = new RegExp(`^(.+) as ${NAME}$`).exec(line);
  const [expression, alias] = aliased ? [aliased[1] ?? '', aliased[2] ?? ''] : [line, line];
  for (const [pattern, conversion] of EXPRESSIONS) {
    const match = pattern.exec(expression);
    if (match) return [{ raw: unquote(match[1] ?? ''), as: unquote(alias), conversion }];
  }
  return [];
}

function unquote(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}

/** The text of a Jinja string literal. */
function jinjaText(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** What `escapeJinja` did, undone. */
function unescapeJinja(text: string): string {
  return text.replaceAll("{{ '{' }}", '{').replaceAll("{{ '\\r' }}", '\r');
}
