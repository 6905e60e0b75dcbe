import type { FoundVersion, ProjectContext } from '../../context/context.ts';
import { CONVENTION_NAMES, type ConventionValue } from '../../context/conventions/convention.ts';
import type { Look } from '../screen.ts';
import { count, grouped, nameList } from './count.ts';
import { displayWidth, labelled, pad } from './layout.ts';

/** Rows of a list that are shown; what is beyond is counted. */
const MOST_ROWS = 15;
const LABEL_WIDTH = 17;

/** `cartridge scan`: what the dbt project already has, and how it is written. Pure. */
export function contextLines(context: ProjectContext, look: Look): string[] {
  if (context.is_new)
    return ['There is no dbt project here yet: no dbt_project.yml. cartridge plan --from X makes one.'];
  const sections = [
    aboutLines(context, look),
    section('Sources', sourceRows(context), look),
    section('Models', folderRows(context), look),
    section('Conventions', conventionRows(context), look),
    context.conventions['naming.staging'] ? [] : styleLines(context, look),
    problemRows(context, look),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

function aboutLines(context: ProjectContext, look: Look): string[] {
  const { adapter, dbt_version: dbt, packages, target } = context;
  const about: readonly (readonly [string, string | null])[] = [
    ['project', context.project_name ?? 'without a name'],
    [
      'adapter',
      adapter ? `${adapter.name}${adapter.is_sure ? '' : ', perhaps'} (${placeOf(adapter)})` : UNKNOWN_ADAPTER,
    ],
    ['dbt', dbt ? `${dbt.version}${dbt.is_exact ? '' : ' or later'} (${placeOf(dbt)})` : 'version unknown'],
    ['holds', holdings(context)],
    ['packages', packages.length === 0 ? null : nameList(packages.map(packageText), MOST_ROWS)],
    ['macros', macroText(context)],
    ['builds into', target && `schema ${target.schema}`],
  ];
  const at = { column: LABEL_WIDTH, width: look.width };
  return about.flatMap(([label, text], index) =>
    text === null ? [] : labelled(index === 0 ? look.colour.bold(label) : label, text, at),
  );
}

const UNKNOWN_ADAPTER = 'unknown; adapter: in cartridge.yml says it';

function placeOf({ found_by, file, line }: Pick<FoundVersion, 'found_by' | 'file' | 'line'>): string {
  return `${found_by}${file === null ? '' : `, ${file}`}${line === null ? '' : `:${line}`}`;
}

/** `112 models (3 made by cartridge), 12 sources with 33 tables, 6 seeds`. */
function holdings({ existing_models, existing_sources, existing_tests, other_nodes }: ProjectContext): string {
  const models = existing_models.filter((model) => model.package === null);
  const sources = existing_sources.filter((source) => source.package === null);
  const generated = models.filter((model) => model.generated).length;
  const off = models.filter((model) => !model.enabled).length;
  const about = [
    ...(generated > 0 ? [`${grouped(generated)} made by cartridge`] : []),
    ...(off > 0 ? [`${grouped(off)} disabled`] : []),
  ];
  const tables = sources.reduce((sum, source) => sum + source.tables.length, 0);
  const names = new Set(sources.map((source) => source.name));
  return [
    `${count(models.length, 'model')}${about.length > 0 ? ` (${about.join(', ')})` : ''}`,
    names.size === 0 ? 'no source' : `${count(names.size, 'source')} with ${count(tables, 'table')}`,
    ...OTHERS.flatMap(([type, plural]) => {
      const found = other_nodes.filter((node) => node.package === null && node.resource_type === type).length;
      return found === 0 ? [] : [count(found, type.replace('_', ' '), plural)];
    }),
    ...(existing_tests.length === 0 ? [] : [count(existing_tests.length, 'singular test')]),
  ].join(', ');
}

const OTHERS = [
  ['seed', 'seeds'],
  ['snapshot', 'snapshots'],
  ['exposure', 'exposures'],
  ['semantic_model', 'semantic models'],
  ['analysis', 'analyses'],
  ['function', 'functions'],
] as const;

function packageText({ name, version, path }: ProjectContext['packages'][number]): string {
  return `${name}${version === null ? '' : ` ${version}`}${path === null ? ' (not installed)' : ''}`;
}

/** Macros that decide where models go are named: they change what a schema of a config means. */
function macroText({ macros }: ProjectContext): string | null {
  const own = macros.filter((macro) => macro.package === null).map((macro) => macro.name);
  const deciding = own.filter((name) => /^generate_(?:schema|database|alias)_name$/.test(name));
  if (own.length === 0) return null;
  return [grouped(own.length), ...(deciding.length === 0 ? [] : [`${nameList(deciding)} among them`])].join(', ');
}

type Row = readonly [name: string, amount: string, ...notes: string[]];

/** Sources by name, with the first file of each. */
function sourceRows({ existing_sources }: ProjectContext): Row[] {
  const byName = new Map<string, { tables: number; path: string }>();
  for (const { name, package: owner, tables, path } of existing_sources) {
    if (owner !== null) continue;
    const before = byName.get(name);
    byName.set(name, { tables: (before?.tables ?? 0) + tables.length, path: before?.path ?? path });
  }
  return [...byName].map(([name, { tables, path }]) => [name, count(tables, 'table'), path]);
}

/** Folders of models, two levels deep, with what dbt_project.yml materializes them as. */
function folderRows({ existing_models, materialized_folders }: ProjectContext): Row[] {
  const byFolder = new Map<string, number>();
  for (const { path, package: owner } of existing_models) {
    if (owner !== null) continue;
    const folder = path.split('/').slice(0, -1).slice(0, 2).join('/');
    byFolder.set(folder, (byFolder.get(folder) ?? 0) + 1);
  }
  return [...byFolder].map(([folder, models]) => [folder, count(models, 'model'), materialized_folders[folder] ?? '']);
}

/** Every convention with how many follow it and one that does. */
function conventionRows({ conventions }: ProjectContext): Row[] {
  return CONVENTION_NAMES.flatMap((name): Row[] => {
    const found = conventions[name];
    if (!found) return [];
    const evidence =
      found.decided_by === 'config' ? 'cartridge.yml' : `${grouped(found.found)} of ${grouped(found.of)}`;
    return [[name, valueText(found.value), evidence, found.examples[0] ?? '']];
  });
}

function valueText(value: ConventionValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null || value === '') return 'none';
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}

/** Rows below a heading, their columns aligned; the last column is dim, being only a hint. */
function section(title: string, rows: readonly Row[], look: Look): string[] {
  if (rows.length === 0) return [];
  const most = title === 'Conventions' ? rows.length : MOST_ROWS;
  const shown = rows.length <= most + 1 ? rows : rows.slice(0, most);
  const widths = [0, 1, 2].map((column) => Math.max(...shown.map((row) => displayWidth(row[column] ?? ''))));
  const lines = shown.map((row) => {
    const cells = row.map((cell, column) => {
      const padded = pad(cell, widths[column] ?? 0);
      return column === row.length - 1 ? look.colour.dim(cell) : padded;
    });
    return `  ${cells.join('   ')}`.trimEnd();
  });
  const rest = rows.length - shown.length;
  return [look.colour.bold(title), ...lines, ...(rest > 0 ? [`  and ${grouped(rest)} more`] : [])];
}

/** Where no staging model shows the way: what would be written. */
function styleLines({ style: { naming, folders, materialized } }: ProjectContext, look: Look): string[] {
  const at = { column: LABEL_WIDTH, width: look.width };
  return [
    ...labelled('names', `${naming.staging}, ${naming.intermediate}, ${naming.fact}, ${naming.dimension}`, at),
    ...labelled('folders', `${folders.staging}, ${folders.intermediate}, ${folders.marts}`, at),
    ...labelled(
      'materialized',
      `staging ${materialized.staging}, intermediate ${materialized.intermediate}, marts ${materialized.marts}`,
      at,
    ),
  ];
}

/** What could not be read, one line each: the rest of the project was. */
function problemRows({ problems }: ProjectContext, look: Look): string[] {
  const rows = problems.map(({ message, where }) => {
    const line = where?.line === undefined ? '' : `, line ${where.line}`;
    return `  ${message}${line}`;
  });
  if (rows.length === 0) return [];
  const rest = rows.length - MOST_ROWS;
  return [
    look.colour.bold('Could not be read'),
    ...rows.slice(0, MOST_ROWS),
    ...(rest > 0 ? [`  and ${grouped(rest)} more`] : []),
  ];
}
