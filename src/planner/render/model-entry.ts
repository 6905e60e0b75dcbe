import type { Style } from '../../context/style.ts';
import type { ColumnSpec, ModelSpec, PropertiesSpec } from '../../plan/specs.ts';
import { isModelSpec } from '../../plan/specs.ts';
import type { StagingColumnsSpec } from '../../plan/specs.ts';
import { needsQuoteProperty } from '../../sql/dialects/names.ts';
import type { ColumnOptions } from './column-data.ts';
import { columnData } from './column-data.ts';
import type { DocsBlocks } from './docs-blocks.ts';
import { layOut } from './lay-out.ts';
import type { RenderOptions } from './rendered.ts';

/** The item of a model in the list `models` of a properties file. `blocks`: where its descriptions stand, if not here. */
export function modelEntry(
  spec: ModelSpec | StagingColumnsSpec | PropertiesSpec,
  blocks: Omit<DocsBlocks, 'text'> | null,
  given: RenderOptions,
): string {
  const options = spec.kind === 'properties' ? asAskedFor(given) : given;
  const { style } = options;
  const data = {
    name: spec.name,
    description: style.docs === 'none' ? '' : descriptionOf(spec),
    block: blocks?.model ?? null,
    meta: isModelSpec(spec) ? metaOf(spec, style) : null,
    columns: spec.columns.map((column) => columnData(column, columnOptions(column, blocks, options), options)),
  };
  return layOut('models/model.yml', data, options).trimEnd();
}

function descriptionOf(spec: ModelSpec | StagingColumnsSpec | PropertiesSpec): string {
  if (spec.kind === 'properties') return spec.description ?? '';
  return isModelSpec(spec) ? spec.description : '';
}

/** Who asks for descriptions gets them where the project has none. */
function asAskedFor(options: RenderOptions): RenderOptions {
  const { style } = options;
  return style.docs === 'none' ? { ...options, style: { ...style, docs: 'inline' } } : options;
}

function columnOptions(
  column: ColumnSpec,
  blocks: Omit<DocsBlocks, 'text'> | null,
  { style, templates }: RenderOptions,
): ColumnOptions {
  const { names } = templates.dialect;
  return {
    block: blocks?.columns.get(column.name) ?? null,
    statesType: style.yaml.data_type,
    // Where a bare name is folded, the name that comes out of our SQL is not the one that dbt would quote.
    quote: column.quote ?? (names.folds === null && needsQuoteProperty(column.name, names)),
  };
}

/**
 * What a staging model keeps of answers, which the next plan needs; the grain of the others, where the project has such things in
 * `meta`. Null where there is nothing, since templates are strict.
 */
function metaOf(spec: ModelSpec, { yaml }: Style): { key: string; value: string }[] | null {
  if (spec.kind === 'staging') {
    return spec.meta ? Object.entries(spec.meta).map(([key, value]) => ({ key, value })) : null;
  }
  return spec.grain === undefined || !yaml.meta ? null : [{ key: 'grain', value: spec.grain }];
}
