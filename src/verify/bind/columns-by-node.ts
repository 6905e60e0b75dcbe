import type { Binding } from './binding.ts';

/** Columns of everything that was compiled, by the names that dbt gives it; undefined for what was not. */
export interface ColumnsByNode {
  readonly ofModel: (name: string) => readonly string[] | undefined;
  readonly ofSource: (source: string, table: string) => readonly string[] | undefined;
  /** By label: `stg_shop__orders`, `shop.orders`. */
  readonly ofLabel: (label: string) => readonly string[];
}

/** Looks columns up; `columns` are by relation. */
export function columnsByNode(
  { models, raw }: Binding,
  columns: ReadonlyMap<string, readonly string[]>,
): ColumnsByNode {
  const ofModel = (name: string): readonly string[] | undefined => columns.get(models.get(name) ?? '');
  const ofRaw = (label: string): readonly string[] | undefined => columns.get(raw.get(label)?.relation ?? '');
  return {
    ofModel,
    ofSource: (source, table) => ofRaw(`${source}.${table}`),
    ofLabel: (label) => ofModel(label) ?? ofRaw(label) ?? [],
  };
}
