import type { Conventions, ConventionValue } from '../../src/context/conventions/convention.ts';
import { findConventions } from '../../src/context/conventions/find-conventions.ts';
import { readWrittenProject } from '../../src/context/conventions/read-written-project.ts';
import { layoutOf } from '../../src/context/dbt-layout.ts';
import { existingModels } from '../../src/context/existing-models.ts';
import { existingSources } from '../../src/context/existing-sources.ts';
import { readFileFacts } from '../../src/context/facts/file-facts.ts';
import { readFolderConfigs } from '../../src/context/folder-configs.ts';
import { readGeneratedNodes } from '../../src/context/generated-nodes.ts';
import type { ScannedProject } from '../../src/context/scanned-project.ts';
import { readYaml } from '../../src/yaml/read.ts';

/** What is found in a project that is given as path and text; `bases`: what cartridge generated. No disk. */
export function foundConventions(
  files: Readonly<Record<string, string>>,
  bases: Readonly<Record<string, string>> = {},
): Conventions {
  const yaml = readYaml(files['dbt_project.yml'] ?? '', 'dbt_project.yml');
  const document = 'value' in yaml ? yaml.value : null;
  const paths = Object.keys(files).filter((path) => path !== 'dbt_project.yml');
  const own: ScannedProject = {
    name: 'shop_project',
    package: null,
    prefix: '',
    layout: layoutOf(document),
    configs: [readFolderConfigs(document)],
    files: paths.map((path) => ({ path, facts: readFileFacts({ path, withStyle: true }, files[path] ?? '') })),
    macros: new Map(),
    variables: {},
    manifest: null,
    off: new Set(),
    generated: readGeneratedNodes(new Map(Object.entries(bases))),
  };
  return findConventions(readWrittenProject(own, { models: existingModels(own), sources: existingSources(own) }));
}

/** The values alone, by name. */
export function valuesOf(conventions: Conventions): Record<string, ConventionValue> {
  return Object.fromEntries(Object.entries(conventions).map(([name, { value }]) => [name, value]));
}

/** A staging model of a source's table, as simple as can be. */
export function stagingSql(source: string, table: string): string {
  return `select id from {{ source('${source}', '${table}') }}\n`;
}

/** A model that refers to others. */
export function refSql(...names: readonly string[]): string {
  return `${names.map((name) => `select * from {{ ref('${name}') }}`).join('\nunion all\n')}\n`;
}
