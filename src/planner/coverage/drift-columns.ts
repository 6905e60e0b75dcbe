import type { Column } from '../../catalog/catalog.ts';
import type { ExistingModel } from '../../context/context.ts';
import type { DeclaredTable } from '../existing/match-sources.ts';
import { goneColumns, unlistedColumns } from '../existing/outdated.ts';
import type { DriftInput } from './drift-input.ts';
import type { Drift } from './report.ts';
import type { TableNode, TableNodes } from './table-nodes.ts';
import { typeChange } from './type-change.ts';
import { usedBy } from './used-by.ts';
import { comparedName } from '../existing/compared-name.ts';

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

/** A list of people that a model knows better than is not meant to be complete. */
function addedColumns({ table, nodes }: TableNodes, declared: DeclaredTable): Drift[] {
  const unlisted = unlistedColumns(table, declared);
  const isTaken = unlisted.some(({ name }) => nodes.some((node) => takes(node, name.toLowerCase())));
  if (isTaken && !declared.table.generated) return [];
  return unlisted.map((column) => ({
    ...driftOf(declared, table),
    kind: 'column_added',
    severity: 'safe',
    columns: [column.name],
    text: `the column is new; source ${declared.source.name} does not list it`,
    used_by: [],
  }));
}

/** What a model selects or a test needs is certainly meant to be there; a mere list of people may be about something else. */
function droppedColumns({ table, nodes }: TableNodes, declared: DeclaredTable, { index }: DriftInput): Drift[] {
  const present = new Set(table.columns.map(({ name }) => name.toLowerCase()));
  const listed = new Map(declared.table.columns.map((column) => [comparedName(column.name), column]));
  const isTested = (name: string): boolean => listed.get(name)?.tests.some((test) => test.enabled) === true;
  const taken = nodes.flatMap(({ view }) => view.takes).filter((name) => !PSEUDO_COLUMN.test(name));
  const needed = [...taken, ...[...listed.keys()].filter(isTested)].filter((name) => !present.has(name));
  return [...new Set([...goneColumns(table, declared), ...needed])].map((name) => {
    const models = nodes.flatMap(({ model, view }) => (model && view.needs(name) ? [model] : []));
    return {
      ...driftOf(declared, table),
      ...(listed.has(name) ? {} : { file: models[0]?.path ?? declared.source.path }),
      kind: 'column_dropped',
      severity: models.length > 0 || isTested(name) ? 'breaking' : 'moderate',
      columns: [listed.get(name)?.name ?? name],
      text: `the column is gone; ${whoNeeds(declared, isTested(name), models)}`,
      used_by: usedBy(models, index.byRef),
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

function whoNeeds({ source }: DeclaredTable, isTested: boolean, [model]: readonly ExistingModel[]): string {
  if (model) return `${model.name} selects it`;
  return isTested ? `source ${source.name} tests it` : `source ${source.name} lists it`;
}
