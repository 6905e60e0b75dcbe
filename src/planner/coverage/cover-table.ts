import type { TableBelief } from '../../inference/beliefs.ts';
import { isLoaderColumn } from '../loader-columns.ts';
import { isSureKey } from '../staging-tests.ts';
import type { CoverageItem } from './report.ts';
import type { TableNode, TableNodes } from './table-nodes.ts';

/** What of a raw table the project covers: the table, each of its own columns, its key. Pure. */
export function coverTable(nodes: TableNodes, belief: TableBelief): CoverageItem[] {
  return [coverDeclaration(nodes), ...coverColumns(nodes), ...coverKey(nodes, belief)];
}

/** A table is covered when a source declares it and a model selects from it. */
function coverDeclaration({ declared, nodes }: TableNodes): CoverageItem {
  const item: Pick<CoverageItem, 'kind' | 'columns'> = { kind: 'table', columns: [] };
  if (!declared) {
    return {
      ...item,
      covered: false,
      missing: 'no source declares it',
      hint: 'cartridge plan adds it to a source, with a staging model.',
    };
  }
  if (nodes.some(({ model }) => model !== null)) return { ...item, covered: true };
  const name = `source('${declared.source.name}', '${declared.table.name}')`;
  return {
    ...item,
    covered: false,
    missing: `no model selects from ${name}`,
    hint: 'cartridge plan adds a staging model.',
  };
}

/** A column is covered when the source's YAML lists it or a model reads it; a loader's own columns are no concern. */
function coverColumns({ table, nodes, declared }: TableNodes): CoverageItem[] {
  const own = table.columns.filter((column) => !isLoaderColumn(column.name));
  return own.map(({ name }): CoverageItem => {
    const item: Pick<CoverageItem, 'kind' | 'columns'> = { kind: 'column', columns: [name] };
    if (nodes.some(({ view }) => view.reads(name.toLowerCase()))) return { ...item, covered: true };
    const reader = nodes.find(({ model }) => model !== null)?.model;
    const hint = reader
      ? `Select it in ${reader.path}, or list it in ${declared?.source.path}.`
      : 'It is covered as soon as the table is.';
    return { ...item, covered: false, missing: 'no source lists it and no model reads it', hint };
  });
}

/** A key is covered when tests hold it unique and, where it is one column, filled. One that is only believed does not count. */
function coverKey({ nodes }: TableNodes, { primary_key: key }: TableBelief): CoverageItem[] {
  if (!key || !isSureKey(key)) return [];
  const item = { kind: 'key', columns: key.columns } as const;
  const raws = new Set(key.columns.map((column) => column.toLowerCase()));
  const isUnique = nodes.some((node) => holdsUnique(node, raws));
  const isFilled = raws.size > 1 || nodes.some((node) => holdsFilled(node, raws));
  if (isUnique && isFilled) return [{ ...item, covered: true }];
  const lacking = [...(isUnique ? [] : ['unique']), ...(isFilled ? [] : ['not_null'])];
  return [
    {
      ...item,
      covered: false,
      missing: `no test makes sure that it is ${lacking.join(' and ').replace('_', ' ')}`,
      hint: keyHint(nodes, key.columns, lacking),
    },
  ];
}

/** Whether a test of the node makes sure that no two rows of the table agree in these columns. */
function holdsUnique({ tests, view }: TableNode, raws: ReadonlySet<string>): boolean {
  return tests.unique.some((columns) => {
    const made = [...columns].map((column) => view.rawsOf(column));
    const all = new Set(made.flat());
    const isWithin = made.every((each) => each.length > 0) && [...all].every((raw) => raws.has(raw));
    return isWithin && (all.size === raws.size || !view.isGrouped);
  });
}

function holdsFilled({ tests, view }: TableNode, raws: ReadonlySet<string>): boolean {
  return [...tests.notNull].some((column) => {
    const made = view.rawsOf(column);
    return made.length > 0 && made.every((raw) => raws.has(raw));
  });
}

function keyHint(nodes: readonly TableNode[], columns: readonly string[], lacking: readonly string[]): string {
  const where = nodes.find(({ model }) => model !== null)?.model?.name ?? 'its source table';
  return columns.length === 1
    ? `Add the ${lacking.length === 1 ? 'test' : 'tests'} ${lacking.join(' and ')} to the column of ${where}.`
    : `Add dbt_utils.unique_combination_of_columns, or a test in SQL that counts ${columns.join(', ')}, to ${where}.`;
}
