import type { ColumnSpec } from '../../plan/specs.ts';
import { yamlValue } from '../../templates/template-functions.ts';
import type { BlockMapping } from './block-lines.ts';
import { blockLines } from './block-lines.ts';
import type { RenderOptions } from './rendered.ts';
import type { TestData } from './test-data.ts';
import { testData } from './test-data.ts';

/** What the templates of properties are given of a column. Every key is there, since templates are strict. */
export interface ColumnData {
  readonly name: string;
  /** Empty where the project writes none. */
  readonly description: string;
  /** Name of the docs block that holds the description instead; null: none does. */
  readonly block: string | null;
  readonly data_type: string | null;
  /** Whether anything but a description follows: most columns have nothing, so that is one question in place of three. */
  readonly detailed: boolean;
  readonly quote: boolean;
  readonly meta: readonly { readonly key: string; readonly value: unknown }[] | null;
  /** The lines of `meta`, below `config:` where the project's dbt wants it there. */
  readonly settings: readonly string[];
  readonly tests_key: 'tests' | 'data_tests';
  readonly tests: readonly TestData[];
}

/** What decides about a column besides the style. */
export interface ColumnOptions {
  /** Name of the docs block of its description; null: it has none. */
  readonly block: string | null;
  readonly statesType: boolean;
  /** Whether dbt has to quote it. */
  readonly quote: boolean;
}

/** Prepares a column for the project's style and version of dbt. Pure. */
export function columnData(
  column: ColumnSpec,
  options: ColumnOptions,
  { style, templates }: RenderOptions,
): ColumnData {
  const { name, description, data_type, tests } = column;
  const { docs, form, yaml } = style;
  const meta = yaml.meta ? column.meta : undefined;
  const { dialect } = templates;
  const { quote } = options;
  return {
    name,
    description: docs === 'none' ? '' : description,
    block: options.block,
    data_type: options.statesType ? (data_type ?? null) : null,
    detailed: quote || meta !== undefined || tests.length > 0,
    quote,
    meta: meta === undefined ? null : Object.entries(meta).map(([key, value]) => ({ key, value })),
    settings: meta === undefined ? NOTHING : settingLines({ meta: metaMapping(meta) }, form.column_config),
    tests_key: form.tests_key,
    tests: tests.length === 0 ? NOTHING : tests.map((test) => testData(test, { form, dialect })),
  };
}

const NOTHING: readonly never[] = [];

/** Settings of a node as lines: below `config:`, or at the top level where an older dbt would not find them there. */
export function settingLines(settings: BlockMapping, place: 'nested' | 'top_level'): string[] {
  if (Object.keys(settings).length === 0) return [];
  return blockLines(place === 'nested' ? { config: settings } : settings);
}

/** Keys and values of `meta` as YAML. */
export function metaMapping(meta: Readonly<Record<string, unknown>>): BlockMapping {
  return Object.fromEntries(Object.entries(meta).map(([key, value]) => [yamlValue(key), yamlValue(value)]));
}
