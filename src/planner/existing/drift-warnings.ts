import { tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { ExistingModel } from '../../context/context.ts';
import type { Warning } from '../../plan/plan.ts';
import { typeFamily } from '../../sql/types.ts';
import type { DraftInput } from '../draft.ts';
import { nameSome } from '../name-some.ts';
import type { TableToStage } from '../table-to-stage.ts';
import type { ExistingTables } from './existing-tables.ts';
import { noTables } from './existing-tables.ts';
import type { MatchedSource } from './match-sources.ts';
import { physicalName, statedSchema } from './match-sources.ts';
import { namesOf } from './compared-name.ts';
import { goneColumns, goneTables } from './outdated.ts';

/**
 * What people wrote about raw tables that no longer holds: tables and columns that are gone, columns of another type. It is
 * theirs to change, so it is told, with who refers to it, and nothing of it is touched. Pure.
 */
export function driftWarnings(tables: readonly TableToStage[], input: DraftInput): Warning[] {
  const { existing = noTables(input.catalog, input.sourceName) } = input;
  const children = childrenOf(existing.models);
  return [
    ...existing.sources.flatMap((source) => droppedTables(source, input, existing)),
    ...tables.flatMap((table) => droppedColumns(table, children)),
    ...tables.flatMap((table) => changedTypes(table, input.catalog.dialect)),
  ];
}

/** Names of the models that refer to a model. */
type Children = ReadonlyMap<string, readonly string[]>;

function childrenOf(models: readonly ExistingModel[]): Children {
  const children = new Map<string, string[]>();
  for (const { name, refs } of models) {
    for (const ref of refs) {
      const known = children.get(ref);
      if (known) known.push(name);
      else children.set(ref, [name]);
    }
  }
  return children;
}

function droppedTables(matched: MatchedSource, { completeness }: DraftInput, existing: ExistingTables): Warning[] {
  const { schema } = matched;
  if (completeness === 'chosen' || schema === undefined) return [];
  const held = matched.tables.filter((table) => !existing.around.has(tableKey(table)));
  return matched.entries.flatMap((entry) => {
    if (statedSchema(entry) === null || entry.package !== null) return [];
    const gone = goneTables(
      entry,
      { ...matched, tables: held },
      { isWhole: completeness === 'whole', isMeant: () => true },
    );
    return gone.map((table): Warning => {
      const name = `${entry.name}.${table.name}`;
      const readers = existing.models.filter(({ sources }) => sources.includes(name)).map((model) => model.name);
      const text = `there is no table ${schema}.${physicalName(table)} any more, which ${entry.path} declares${readBy(readers)}`;
      return { code: 'table_dropped', text, severity: readers.length > 0 ? 'breaking' : 'moderate' };
    });
  });
}

function droppedColumns({ table, declared, staging }: TableToStage, children: Children): Warning[] {
  if (!declared) return [];
  const stale = goneColumns(table, declared);
  const missing = staging?.model.enabled ? staging.missing : [];
  const names = new Set([...stale, ...missing.map((name) => name.toLowerCase())]);
  const selected = namesOf(missing.map((name) => ({ name })));
  return [...names].map((name): Warning => {
    const isSelected = selected.has(name);
    const readers = isSelected && staging ? [staging.model.name, ...(children.get(staging.model.name) ?? [])] : [];
    const where = stale.includes(name) ? `, which ${declared.source.path} declares` : '';
    return {
      code: 'column_dropped',
      text: `${tableLabel(table)} has no column ${name} any more${where}${readBy(readers)}`,
      severity: isSelected ? 'breaking' : 'moderate',
    };
  });
}

function readBy(names: readonly string[]): string {
  return names.length === 0 ? '' : `; ${nameSome(names)} ${names.length === 1 ? 'stands' : 'stand'} on it`;
}

function changedTypes({ table, declared, families }: TableToStage, dialect: string): Warning[] {
  if (!declared) return [];
  const raw = new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
  return declared.table.columns.flatMap(({ name, data_type }): Warning[] => {
    const column = raw.get(name.toLowerCase());
    if (!column || data_type === null) return [];
    const [said, now] = [typeFamily(data_type, dialect), families.get(column.name) ?? 'other'];
    if (said === now || said === 'other' || now === 'other') return [];
    const text = `${tableLabel(table)}.${column.name} is ${column.type}, and ${declared.source.path} says ${data_type}`;
    return [{ code: 'type_changed', text, severity: 'moderate' }];
  });
}
