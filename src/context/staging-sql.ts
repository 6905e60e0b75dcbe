import type { Conversion } from '../sql/dialects/convert.ts';
import { convert } from '../sql/dialects/convert.ts';
import type { Dialect, NameRules } from '../sql/dialects/dialect.ts';
import { dialectOf } from '../sql/dialects/dialects.ts';
import type { Query, Select } from '../sql/select/query.ts';
import { readModel } from '../sql/select/read-model.ts';

/** The select list of a generated staging model. */
export interface StagingSelect {
  readonly source: string;
  readonly table: string;
  readonly columns: readonly StagedColumn[];
}

export interface StagedColumn {
  /** Name in the raw table, as the SQL has it. */
  readonly raw: string;
  /** Name that comes out. */
  readonly as: string;
  /** `keep` also stands for what is no conversion of its meaning, such as cents. */
  readonly conversion: 'keep' | 'boolean' | 'date' | 'timestamp' | 'epoch_s' | 'epoch_ms' | 'epoch_us';
}

/**
 * Reads a staging model that cartridge wrote, in any style and for any adapter. Null for SQL that selects from no source
 * table alone; a column that is made in another way is passed over. Pure.
 */
export function readStagingSql(sql: string, adapter = 'duckdb'): StagingSelect | null {
  const model = readModel(sql, adapter);
  if ('reason' in model) return null;
  const select = renamingSelect(model.query);
  const call = select && sourceOf(select, model.query);
  const [source, table] = call ?? [];
  if (!select || source === undefined || table === undefined) return null;
  const dialect = dialectOf(adapter);
  return {
    source,
    table,
    columns: select.items.flatMap(({ start, end }) => readColumn(unescapeJinja(sql.slice(start, end)), dialect)),
  };
}

/** Reads a singular test that cartridge's own template wrote: the model and the columns whose combination is unique. */
export function readUniqueCombination(
  sql: string,
  adapter = 'duckdb',
): { readonly model: string; readonly columns: readonly string[]; readonly isSure: boolean } | null {
  const match =
    /^select (.+)\nfrom \{\{ ref\(('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\) \}\}\ngroup by \1\nhaving count/im.exec(sql);
  if (!match) return null;
  const [, list = '', model = ''] = match;
  const { names } = dialectOf(adapter);
  const columns = [...unescapeJinja(list).matchAll(new RegExp(NAME, 'g'))].map(([name]) => unquote(name, names));
  return { model: jinjaText(model), columns, isSure: !/config\(severity=.warn.\)/.test(sql) };
}

/** The select with the list: that of the model itself, or of the CTE that it passes on whole. */
function renamingSelect(query: Query): Select | null {
  const [last = null] = query.selects;
  if (!last || !isStar(last) || last.from?.relation.kind !== 'name') return last;
  return cteNamed(query, last.from.relation.name);
}

/** Source and table that a select reads, itself or through the CTE that takes them in. */
function sourceOf({ from }: Select, query: Query): readonly string[] | null {
  if (from?.relation.kind === 'call') return from.relation.call.function === 'source' ? from.relation.call.args : null;
  if (from?.relation.kind !== 'name') return null;
  const input = cteNamed(query, from.relation.name);
  const relation = input && isStar(input) ? input.from?.relation : undefined;
  return relation?.kind === 'call' && relation.call.function === 'source' ? relation.call.args : null;
}

function cteNamed({ ctes }: Query, name: string): Select | null {
  return ctes.find((cte) => cte.name === name)?.query?.selects[0] ?? null;
}

function isStar({ items }: Select): boolean {
  return items.length === 1 && items[0]?.value.kind === 'star';
}

const NAME = '("(?:[^"]|"")*"|`(?:[^`]|``)*`|[A-Za-z_][A-Za-z0-9_]*)';
const BARE = new RegExp(`^${NAME}$`);
const ALIASED = new RegExp(`^([^]+?)\\s+as\\s+${NAME}$`, 'i');

function readColumn(item: string, dialect: Dialect): StagedColumn[] {
  const { names } = dialect;
  if (BARE.test(item)) return [{ raw: unquote(item, names), as: unquote(item, names), conversion: 'keep' }];
  const [, expression = '', alias = ''] = ALIASED.exec(item) ?? [];
  for (const [pattern, conversion] of expressionsOf(dialect)) {
    const match = pattern.exec(expression);
    if (match) return [{ raw: unquote(match[1] ?? '', names), as: unquote(alias, names), conversion }];
  }
  return [];
}

type Expressions = readonly (readonly [RegExp, StagedColumn['conversion']])[];
const expressions = new Map<Dialect, Expressions>();

/** The expressions that cartridge writes for a dialect, as patterns with the raw name as their group. */
function expressionsOf(dialect: Dialect): Expressions {
  const known = expressions.get(dialect);
  if (known) return known;
  const made = CONVERSIONS.flatMap(([how, conversion]) =>
    (['cast', 'double_colon'] as const).map((casts) => {
      const [before = '', ...parts] = convert('\0', how, { dialect, casts }).split('\0').map(literal);
      return [new RegExp(`^${before}${NAME}${parts.join('\\1')}$`, 'i'), conversion] as const;
    }),
  );
  expressions.set(dialect, made);
  return made;
}

const CONVERSIONS: readonly (readonly [Conversion, StagedColumn['conversion']])[] = [
  [{ kind: 'epoch', unit: 's' }, 'epoch_s'],
  [{ kind: 'epoch', unit: 'ms' }, 'epoch_ms'],
  [{ kind: 'epoch', unit: 'us' }, 'epoch_us'],
  [{ kind: 'cast', to: 'boolean' }, 'boolean'],
  [{ kind: 'is_yes' }, 'boolean'],
  [{ kind: 'cast', to: 'date' }, 'date'],
  [{ kind: 'cast', to: 'timestamp' }, 'timestamp'],
  [{ kind: 'cents' }, 'keep'],
  [{ kind: 'default_false' }, 'keep'],
  [{ kind: 'is_true' }, 'keep'],
  [{ kind: 'is_not_null' }, 'keep'],
  [{ kind: 'keep' }, 'keep'],
];

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** A name without its quotes; one that the warehouse folds to upper case as it is without them, in lower case. */
function unquote(name: string, { folds, plain }: NameRules): string {
  const quote = name.charAt(0);
  const bare = quote === '"' || quote === '`' ? name.slice(1, -1).replaceAll(quote + quote, quote) : name;
  return folds === 'upper' && plain.test(bare) ? bare.toLowerCase() : bare;
}

/** The text of a Jinja string literal. */
function jinjaText(text: string): string {
  return text.slice(1, -1).replace(/\\(.)/g, '$1');
}

/** What `escapeJinja` did, undone. */
function unescapeJinja(text: string): string {
  return text.replaceAll("{{ '{' }}", '{').replaceAll("{{ '\\r' }}", '\r');
}
