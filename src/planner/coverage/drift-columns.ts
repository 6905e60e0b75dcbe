import type { Column, Table } from '../../catalog/catalog.ts';
import type { ExistingModel } from '../../context/context.ts';
import type { StatedTable } from '../../context/stated-facts.ts';
import { comparedName, namesOf } from '../existing/compared-name.ts';
import type { DeclaredTable } from '../existing/match-sources.ts';
import { goneColumns, unlistedColumns } from '../existing/outdated.ts';
import { isLoaderColumn } from '../loader-columns.ts';
import { downstreamOf } from './downstream-of.ts';
import type { DriftInput } from './drift-input.ts';
import type { Drift } from './report.ts';
import type { TableNodes } from './table-nodes.ts';
import { typeChange } from './type-change.ts';

/** Columns of a warehouse's own, which no catalog lists and a model may select all the same. */
const PSEUDO_COLUMN =
  /^(?:_partition(?:time|date)|_table_suffix|_file_name|metadata\$.*|rowid|rownum|ctid|xmin|oid|tableoid|sysdate|filename|file_row_number)$/;

/** Columns that are new, gone or of another type than the project says. Pure. */
export function driftOfColumns(nodes: TableNodes, input: DriftInput): Drift[] {
  const { declared } = nodes;
  if (!declared || declared.source.package !== null) return [];
  return [
    ...addedColumns(nodes, declared, input),
    ...droppedColumns(nodes, declared, input),
    ...changedTypes(nodes, declared, input),
  ];
}

/**
 * What cartridge staged it staged whole, so that any further column is new. A list of people that a model knows better than
 * is not meant to be complete.
 */
function addedColumns({ table, nodes }: TableNodes, declared: DeclaredTable, { statedOf }: DriftInput): Drift[] {
  const staging = statedOf(table);
  const added = staging ? unstagedColumns(table, declared, staging) : unlistedColumns(table, declared);
  const isTaken = added.some(({ name }) => nodes.some(({ view }) => view.takes.includes(name.toLowerCase())));
  if (isTaken && !staging && !declared.table.generated) return [];
  const lacking = staging ? `${staging.model} does not select it` : `source ${declared.source.name} does not list it`;
  return added.map((column) => ({
    ...driftOf(declared, table),
    kind: 'column_added',
    severity: 'safe',
    columns: [column.name],
    text: `the column is new; ${lacking}`,
    downstream: [],
  }));
}

function unstagedColumns({ columns }: Table, { table }: DeclaredTable, staging: StatedTable): readonly Column[] {
  const known = new Set([...namesOf(table.columns), ...staging.columns.map(({ name }) => name.toLowerCase())]);
  return columns.filter(({ name }) => !known.has(name.toLowerCase()) && !isLoaderColumn(name));
}

/** What a model selects or a test needs is certainly meant to be there; a mere list of people may be about something else. */
function droppedColumns(
  { table, nodes }: TableNodes,
  declared: DeclaredTable,
  { index, statedOf }: DriftInput,
): Drift[] {
  const present = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  const listed = new Map(declared.table.columns.map((column) => [comparedName(column.name), column]));
  const isTested = (name: string): boolean => listed.get(name)?.tests.some((test) => test.enabled) === true;
  const readersOf = (name: string): ExistingModel[] =>
    nodes.flatMap(({ model, view }) => (model && view.needs(name) ? [model] : []));
  const taken = nodes.flatMap(({ view }) => view.takes).filter((name) => !PSEUDO_COLUMN.test(name));
  const staged = (statedOf(table)?.columns ?? []).map(({ name }) => name.toLowerCase());
  const needed = [
    ...taken,
    ...[...listed.keys()].filter(isTested),
    ...staged.filter((name) => readersOf(name).length > 0),
  ].filter((name) => !present.has(name));
  return [...new Set([...goneColumns(table, declared), ...needed])].map((name) => {
    const models = readersOf(name);
    return {
      ...driftOf(declared, table),
      ...(listed.has(name) ? {} : { file: models[0]?.path ?? declared.source.path }),
      kind: 'column_dropped',
      severity: models.length > 0 || isTested(name) ? 'breaking' : 'moderate',
      columns: [listed.get(name)?.name ?? name],
      text: `the column is gone; ${whoNeeds(declared, isTested(name), models)}`,
      downstream: downstreamOf(models, index.byRef),
    };
  });
}

function changedTypes({ table, nodes }: TableNodes, declared: DeclaredTable, input: DriftInput): Drift[] {
  const raw = new Map<string, Column>(table.columns.map((column) => [column.name.toLowerCase(), column]));
  return declared.table.columns.flatMap(({ name, data_type: stated }): Drift[] => {
    const column = raw.get(comparedName(name));
    const change = column && stated !== null ? typeChange(stated, column.type, input.dialect) : null;
    // People round widths, cartridge does not.
    if (!column || change === null || (change === 'size' && !declared.table.generated)) return [];
    const readers = nodes.flatMap(({ model, view }) => (model && view.reads(comparedName(name)) ? [model] : []));
    return [
      {
        ...driftOf(declared, table),
        kind: 'type_changed',
        severity: change === 'size' ? 'safe' : 'moderate',
        columns: [column.name],
        text: `the type is ${column.type}; source ${declared.source.name} says ${stated}`,
        downstream: downstreamOf(readers, input.index.byRef),
      },
    ];
  });
}

function driftOf(
  declared: DeclaredTable,
  { schema, name }: TableNodes['table'],
): Pick<Drift, 'schema' | 'table' | 'source' | 'file'> {
  return {
    ...(schema === undefined ? {} : { schema }),
    table: name,
    source: declared.source.name,
    file: declared.source.path,
  };
}

function whoNeeds({ source }: DeclaredTable, isTested: boolean, [model]: readonly ExistingModel[]): string {
  if (model) return `${model.name} selects it`;
  return isTested ? `source ${source.name} tests it` : `source ${source.name} lists it`;
}
