import type { DriftInput } from './drift-input.ts';
import type { Drift } from './report.ts';
import type { TableNodes } from './table-nodes.ts';
import { downstreamOf } from './downstream-of.ts';

/**
 * A table whose declared key is no longer the one by which cartridge tests its staging model. Models of people may be
 * unique on whatever they choose, so their keys cannot drift. Pure.
 */
export function driftOfKey({ table, declared, nodes }: TableNodes, input: DriftInput): Drift[] {
  const stated = input.statedOf(table);
  const model = nodes.find((node) => node.model?.generated === true && node.model.name === stated?.model)?.model;
  const key = table.primary_key ?? [];
  if (!stated?.key?.isSure || !model || !declared || key.length === 0) return [];
  const [now, before] = [lower(key), lower(stated.key.columns)];
  const unique = [now, ...(table.unique_keys ?? []).map(lower)].filter((columns) => isWithin(columns, before));
  if (unique.some((columns) => columns.size === before.size)) return [];
  return [
    {
      kind: 'key_changed',
      severity: unique.length > 0 ? 'safe' : 'breaking',
      ...(table.schema === undefined ? {} : { schema: table.schema }),
      table: table.name,
      columns: key,
      source: declared.source.name,
      file: model.path,
      text: `the key is ${key.join(' + ')}; ${model.name} is tested to be unique on ${stated.key.columns.join(' + ')}`,
      downstream: downstreamOf([model], input.index.byRef),
    },
  ];
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((name) => whole.has(name));
}

function lower(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map((name) => name.toLowerCase()));
}
