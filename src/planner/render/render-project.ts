import { LAYERS } from '../../context/style.ts';
import type { ProjectSpec } from '../../plan/project-spec.ts';
import type { ActionSpec } from '../../plan/specs.ts';
import { isModelSpec } from '../../plan/specs.ts';
import { layerFolder, materializedTree } from './layer-folders.ts';
import { readmeData } from './readme-data.ts';
import type { RenderedText, RenderOptions } from './rendered.ts';

/** The files at the top of a new project. `specs`: every action's, for what the project says of its models. */
export function renderProject(spec: ProjectSpec, specs: readonly ActionSpec[], options: RenderOptions): RenderedText[] {
  const { style, templates } = options;
  const models = specs.filter(isModelSpec);
  const { name, database_path, schema, input } = spec;
  const modelPaths = new Set(LAYERS.map((layer) => layerFolder(style, layer).split('/')[0] ?? ''));
  const project = { name, model_paths: [...modelPaths].sort(), config: materializedTree(style, models) };
  const profile = { name, database_path, schema, attach: input.kind === 'duckdb' ? input : null };
  return [
    { path: 'dbt_project.yml', text: templates.render('project/dbt_project.yml', project) },
    { path: 'profiles.yml', text: templates.render('project/profiles.yml', profile) },
    { path: 'README.md', text: templates.render('docs/README.md', readmeData(spec, models, style)) },
    { path: '.gitignore', text: templates.render('project/gitignore', { lines: spec.gitignore }) },
  ];
}
