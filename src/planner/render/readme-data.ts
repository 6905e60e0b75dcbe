import type { Layer, Style } from '../../context/style.ts';
import { LAYERS } from '../../context/style.ts';
import type { ProjectSpec } from '../../plan/project-spec.ts';
import type { ModelSpec } from '../../plan/specs.ts';
import { layerFolder, layerOf } from './layer-folders.ts';

/** More arrows than this are not a drawing any more. */
const MOST_ARROWS = 40;
const LAYER_TEXT: Record<Layer, string> = {
  staging: 'one for each raw table: renamed and typed, nothing joined',
  intermediate: 'sums to the grain of a mart, so that its joins never add rows',
  marts: 'facts and dimensions to query',
};

/** What the README of a new project says: how to run it, its layers, the grain of each mart, its lineage. */
export function readmeData(spec: ProjectSpec, models: readonly ModelSpec[], style: Style): object {
  const { name, database_path, schema, input } = spec;
  return {
    name,
    database_path,
    schema,
    input: {
      duckdb: input.kind === 'duckdb' ? input.path : null,
      files: input.kind === 'files' ? input.path : null,
      own: input.kind === 'own_database',
      catalog: input.kind === 'catalog',
    },
    layers: LAYERS.flatMap((layer) => {
      const count = models.filter((model) => layerOf(model) === layer).length;
      const folder = layerFolder(style, layer, '<source>');
      return count === 0 ? [] : [{ name: layer, folder, text: `${counted(count)}, ${LAYER_TEXT[layer]}` }];
    }),
    marts: models
      .filter((model) => layerOf(model) === 'marts')
      .map((mart) => ({ name: mart.name, grain: cell(mart.grain ?? ''), description: cell(mart.description) })),
    lineage: lineage(models),
  };
}

function lineage(models: readonly ModelSpec[]): { from: string; to: string }[] {
  const arrows = models.flatMap((model) => parentsOf(model).map((from) => ({ from, to: model.name })));
  return arrows.length > MOST_ARROWS ? [] : arrows;
}

function parentsOf(model: ModelSpec): string[] {
  switch (model.kind) {
    case 'staging':
      return [];
    case 'intermediate':
      return [model.from];
    case 'mart':
      return [...new Set([model.base.model, ...model.joins.map((join) => join.model)])];
    case 'written':
      return [...model.reads];
  }
}

/** Text in a cell of a Markdown table. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[|\\<>`]/g, '\\$&');
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'model' : 'models'}`;
}
