import type { Column } from '../../catalog/catalog.ts';
import type { ExistingModel } from '../../context/context.ts';
import { isLoaderColumn } from '../loader-columns.ts';
import type { DriftInput } from './drift-input.ts';
import { plainName } from './node-tests.ts';
import type { Drift } from './report.ts';
import type { DeclaredTable } from '../existing/match-sources.ts';
import type { TableNode, TableNodes } from './table-nodes.ts';
import { typeChange } from './type-change.ts';
import { usedBy } from './used-by.ts';

/** A source's YAML that lists this share of a table's columns is meant to list all. */
const MEANT_TO_LIST_ALL = 0.8;

/** Columns of a warehouse's own, which no catalog lists and a model may select all the same. */
const PSEUDO_COLUMN =
  /^(?:_partition(?:time|date)|_table_suffix|_file_name|metadata\$.*|rowid|rownum|ctid|xmin|oid|tableoid|sysdate|filename|file_row_number)$/;

/** Columns that are new, gone or of another type than the project says. Pure. */
export function driftOfColumns(nodes: TableNodes, input: DriftInput): Drift[] {
  const { declared } = nodes;
  if (!declared || declared.source.package !== null) return [];
  return [
    ...addedColumns(nodes, declared),
    ...droppedColumns(nodes, declared, input),
    ...changedTypes(nodes, declared, input),
  ];
}

/** Only where the source's YAML is meant to list every column: elsewhere a column that is not listed may be left out on purpose. */
function addedColumns({ table, nodes }: TableNodes, declared: DeclaredTable): Drift[] {
  const listed = new Set(declared.table.columns.map((column) => plainName(column.name)));
  const own = table.columns.filter((column) => !isLoaderColumn(column.name));
  const missing = own.filter((column) => !listed.has(column.name.toLowerCase()));
  const isMeantWhole = declared.table.generated || own.length - missing.length >= own.length * MEANT_TO_LIST_ALL;
  if (!isMeantWhole || listed.size === 0) return [];
  return missing
    .filter(({ name }) => !nodes.some(({ view }) => view.takes.includes(name.toLowerCase())))
    .map((column) => ({
      ...driftOf(declared, table),
      kind: 'column_added',
      severity: 'safe',
      columns: [column.name],
      text: `the column is new; source ${declared.source.name} does not list it`,
      used_by: [],
    }));
}

function droppedColumns({ table, nodes }: TableNodes, declared: DeclaredTable, { index }: DriftInput): Drift[] {
  const present = new Set(table.columns.map((column) => column.name.toLowerCase()));
  const listed = new Map(declared.table.columns.map((column) => [plainName(column.name), column]));
  const taken = nodes.flatMap(({ view }) => view.takes).filter((name) => !PSEUDO_COLUMN.test(name));
  const gone = [...new Set([...listed.keys(), ...taken])].filter((name) => !present.has(name));
  return gone.map((name) => {
    const models = nodes.flatMap((node) => (node.model && takes(node, name) ? [node.model] : []));
    const isTested = listed.get(name)?.tests.some((test) => test.enabled) === true;
    return {
      ...driftOf(declared, table),
      ...(listed.has(name) ? {} : { file: models[0]?.path ?? declared.source.path }),
      kind: 'column_dropped',
      severity: models.length > 0 || isTested ? 'breaking' : 'moderate',
      columns: [listed.get(name)?.name ?? name],
      text: `the column is gone; ${whoNames(declared, { isListed: listed.has(name), isTested, models })}`,
      used_by: usedBy(models, index.byRef),
    };
  });
}

function changedTypes({ table, nodes }: TableNodes, declared: DeclaredTable, input: DriftInput): Drift[] {
  const raw = new Map<string, Column>(table.columns.map((column) => [column.name.toLowerCase(), column]));
  return declared.table.columns.flatMap(({ name, data_type: stated }): Drift[] => {
    const column = raw.get(plainName(name));
    const change = column && stated !== null ? typeChange(stated, column.type, input.dialect) : null;
    if (!column || change === null) return [];
    const readers = nodes.flatMap(({ model, view }) => (model && view.reads(plainName(name)) ? [model] : []));
    return [
      {
        ...driftOf(declared, table),
        kind: 'type_changed',
        severity: change === 'size' ? 'safe' : 'moderate',
        columns: [column.name],
        text: `the type is ${column.type}; source ${declared.source.name} says ${stated}`,
        used_by: usedBy(readers, input.index.byRef),
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

function takes({ view }: TableNode, name: string): boolean {
  return view.takes.includes(name);
}

function whoNames(
  { source }: DeclaredTable,
  by: { readonly isListed: boolean; readonly isTested: boolean; readonly models: readonly ExistingModel[] },
): string {
  const [model] = by.models;
  if (model) return `${model.name} selects it`;
  return by.isTested ? `source ${source.name} tests it` : `source ${source.name} lists it`;
}
