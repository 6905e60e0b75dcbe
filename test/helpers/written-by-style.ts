import type { Layer, Style } from '../../src/context/style.ts';

/** Raw tables of three sources: some in the plural, some in the singular, so that what a project makes of them shows. */
const TABLES: readonly (readonly [string, string, string, string])[] = [
  ['shop', 'orders', 'order', 'orders'],
  ['shop', 'customer', 'customer', 'customers'],
  ['shop', 'invoice_lines', 'invoice_line', 'invoice_lines'],
  ['ticketing', 'event', 'event', 'events'],
  ['ticketing', 'venues', 'venue', 'venues'],
  ['web_app', 'user', 'user', 'users'],
  ['web_app', 'sessions', 'session', 'sessions'],
  ['web_app', 'page', 'page', 'pages'],
];

/** A small project as people would write it who keep to a style: path and text of its files. */
export function writtenByStyle(style: Style): Record<string, string> {
  const files = new ProjectFiles(style);
  for (const [source, table, singular, plural] of TABLES) {
    const entity = { plural, singular, as_raw: table }[style.entity];
    const name = filled(style.naming.staging, { source, entity });
    const key = filled(style.primary_key, { entity: singular });
    files.addModel({ layer: 'staging', name, source, columns: [key], sql: stagingSql(style, { source, table, key }) });
    files.addSource(source, table);
    const later: readonly (readonly [Layer, string])[] = [
      ['intermediate', style.naming.intermediate],
      ['marts', style.naming.fact],
      ['marts', style.naming.dimension],
    ];
    for (const [layer, pattern] of later) {
      const made = filled(pattern, { source, entity: `${entity}_by_day` });
      files.addModel({ layer, name: made, source, columns: ['day'], sql: laterSql(style, name) });
    }
  }
  return files.write();
}

interface NewModel {
  readonly layer: Layer;
  readonly name: string;
  readonly source: string;
  readonly columns: readonly string[];
  readonly sql: string;
}

/** Puts models and sources together into files. */
class ProjectFiles {
  readonly #style: Style;
  readonly #files: Record<string, string> = {};
  readonly #models = new Map<string, string[]>();
  readonly #sources = new Map<string, Map<string, string[]>>();

  constructor(style: Style) {
    this.#style = style;
  }

  addModel({ layer, name, source, columns, sql }: NewModel): void {
    const folder = filled(this.#style.folders[layer], { source });
    const file = filled(this.#style.properties[layer], { source, model: name, folder: folder.split('/').at(-1) ?? '' });
    const config = this.#style.sql.config_block
      ? `{{ config(materialized='${this.#style.materialized[layer]}') }}\n`
      : '';
    this.#files[`${folder}/${name}.sql`] = `${config}${sql}`;
    push(this.#models, `${folder}/${file}`, modelYaml(this.#style, name, columns));
  }

  addSource(source: string, table: string): void {
    const path = filled(this.#style.sources_file, { source });
    const ofFile = this.#sources.get(path) ?? new Map<string, string[]>();
    this.#sources.set(path, ofFile);
    push(ofFile, source, table);
  }

  write(): Record<string, string> {
    const { yaml, materialized, folders, sql } = this.#style;
    const between = '\n'.repeat(1 + yaml.blank_lines);
    for (const [path, entries] of this.#models) this.#append(path, `models:\n${entries.join(between)}\n`);
    for (const [path, sources] of this.#sources) this.#append(path, sourcesYaml(this.#style, sources));
    const tree = Object.entries(folders).map(
      ([layer, folder]) =>
        `    ${(folder.split('/{')[0] ?? '').split('/').slice(1).join('/')}: {+materialized: ${materialized[layer as Layer]}}\n`,
    );
    return {
      ...this.#files,
      ...(sql.config_block ? {} : { 'dbt_project.yml': `models:\n  shop_project:\n${tree.join('')}` }),
    };
  }

  #append(path: string, text: string): void {
    const header = this.#style.yaml.version ? 'version: 2\n\n' : '';
    this.#files[path] = this.#files[path] === undefined ? header + text : `${this.#files[path]}\n${text}`;
  }
}

function modelYaml({ yaml, form, docs }: Style, name: string, columns: readonly string[]): string {
  const { dash, inner } = levels(yaml);
  const [below, test] = [inner + dash, `${inner}${dash}  `];
  const description = (of: string): string => (docs === 'inline' ? `One ${of}` : `"{{ doc('${of}') }}"`);
  return [
    `${dash}- name: ${name}`,
    ...(docs === 'none' ? [] : [`${inner}description: ${description(name)}`]),
    `${inner}config:`,
    `${inner}${' '.repeat(yaml.indent)}enabled: true`,
    `${inner}columns:`,
    ...columns.flatMap((column) => [
      `${below}- name: ${column}`,
      ...(docs === 'none' ? [] : [`${test}description: ${description(column)}`]),
      ...(yaml.data_type ? [`${test}data_type: integer`] : []),
      `${test}${form.tests_key}:`,
      ...['unique', 'not_null'].map((each) => `${test}${dash}- ${each}`),
    ]),
  ].join('\n');
}

/** Blanks before a dash of a list at the left edge, and before the further keys of its items. */
function levels({ indent, lists }: Style['yaml']): { dash: string; inner: string } {
  const dash = lists === 'flush' ? '' : ' '.repeat(indent);
  return { dash, inner: `${dash}  ` };
}

function sourcesYaml({ yaml }: Style, sources: ReadonlyMap<string, readonly string[]>): string {
  const { dash, inner } = levels(yaml);
  const between = '\n'.repeat(1 + yaml.blank_lines);
  const entries = [...sources].map(([source, tables]) => {
    const columns = yaml.source_columns ? `\n${inner}${dash}  columns:\n${inner}${dash}  ${dash}- name: id` : '';
    const listed = tables.map((table) => `${inner}${dash}- name: ${table}${columns}`).join(between);
    return `${dash}- name: ${source}\n${inner}tables:\n${listed}`;
  });
  return `sources:\n${entries.join(between)}\n`;
}

function stagingSql({ sql }: Style, { source, table, key }: { source: string; table: string; key: string }): string {
  const raw = `{{ source('${source}', '${table}') }}`;
  const select = (from: string): string[] => selectLines(sql, [`id as ${key}`, cast(sql, 'made_at'), 'note'], from);
  const [first, ...rest] = sql.staging_ctes;
  if (first === undefined) return cased(sql, select(raw));
  const ctes: [string, string[]][] = [[first, rest.length === 0 ? select(raw) : [`select * from ${raw}`]]];
  for (const [at, name] of rest.entries()) ctes.push([name, select(sql.staging_ctes[at] ?? '')]);
  return cased(sql, [...withLines(sql, ctes), `select * from ${sql.staging_ctes.at(-1)}`]);
}

function laterSql({ sql }: Style, ref: string): string {
  const ctes: [string, string[]][] = [['source_rows', [`select * from {{ ref('${ref}') }}`]]];
  const select = selectLines(sql, ['day', cast(sql, 'amount')], 'source_rows');
  if (sql.final_cte === null) return cased(sql, [...withLines(sql, ctes), ...select]);
  return cased(sql, [...withLines(sql, [...ctes, [sql.final_cte, select]]), `select * from ${sql.final_cte}`]);
}

function cast({ casts }: Style['sql'], column: string): string {
  return casts === 'cast' ? `cast(${column} as text) as ${column}_text` : `${column}::text as ${column}_text`;
}

function selectLines(
  { indent, commas, quoting, column_groups: groups, headings }: Style['sql'],
  items: readonly string[],
  from: string,
): string[] {
  const level = indent === 'tab' ? '\t' : ' '.repeat(indent);
  const named = items.map((item) =>
    quoting === 'always' ? item.replace(/\b(\w+)$/, '"$1"').replace(/^(\w+)(?= as)/, '"$1"') : item,
  );
  const heading = (group: string): string =>
    level +
    headings.replace('{group}', group).replace(
      '{Group}',
      group.replace(/^./, (letter) => letter.toUpperCase()),
    );
  const lines = named.map((item, at) => {
    if (commas === 'leading') return `${level}${at === 0 ? '' : ', '}${item}`;
    return `${level}${item}${at === items.length - 1 ? '' : ','}`;
  });
  const grouped = groups ? [heading('ids'), lines[0] ?? '', heading('strings'), ...lines.slice(1)] : lines;
  return ['select', ...grouped, `from ${from}`];
}

function withLines(sql: Style['sql'], ctes: readonly (readonly [string, readonly string[]])[]): string[] {
  const level = sql.indent === 'tab' ? '\t' : ' '.repeat(sql.indent);
  const blank = sql.blank_lines ? [''] : [];
  return ctes.flatMap(([name, body], at) => {
    const margin = sql.with === 'own_line' && sql.indented_ctes ? level : '';
    const opener = at > 0 ? [] : sql.with === 'own_line' ? ['with', ...(margin === '' ? [''] : [])] : [];
    const start = at === 0 && sql.with === 'inline' ? `with ${name} as (` : `${name} as (`;
    const end = at === ctes.length - 1 ? [')', ''] : ['),', ''];
    const lines = [start, ...blank, ...body.map((line) => level + line), ...blank, ...end];
    return [...opener, ...lines.map((line) => (line === '' ? line : margin + line))];
  });
}

/** Keywords in the case of the style. */
function cased({ keywords }: Style['sql'], lines: readonly string[]): string {
  const text = `${lines.join('\n')}\n`;
  return keywords === 'lower' ? text : text.replace(/\b(?:select|from|with|as|cast)\b/g, (word) => word.toUpperCase());
}

function filled(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function push(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
