import { mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ProjectContext } from '../../src/context/context.ts';
import { scanProject } from '../../src/context/scan-project.ts';
import { scanTree } from '../helpers/scan-tree.ts';

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'cartridge-nodes-'));
});

const scan = (files: Record<string, string>) => scanTree(project, files);

describe('the manifest of the last run', () => {
  const files = {
    'models/a.sql': "{{ ref(name) }} {{ ref('x') }}",
    'models/b.sql': '{% if target.name %}{{ config(enabled=false) }}{% endif %}',
    'models/c.sql': '{{ config(enabled=true) }}',
    'models/s.yml': `sources: [{name: crm, schema: "{{ target.schema }}", tables: [{name: people, identifier: "{{ x }}"}]}]`,
  };
  const node = (path: string, about = {}) => ({
    resource_type: 'model',
    package_name: 'shop',
    original_file_path: path,
    refs: [{ name: 'y' }],
    sources: [['crm', 'people']],
    ...about,
  });
  const manifest = (models: object[]) =>
    JSON.stringify({
      metadata: { adapter_type: 'duckdb' },
      nodes: Object.fromEntries(models.map((model, index) => [index, model])),
      sources: {
        s: {
          resource_type: 'source',
          package_name: 'shop',
          source_name: 'crm',
          name: 'people',
          database: 'raw',
          schema: 'crm_dev',
          identifier: 'PEOPLE',
        },
      },
      disabled: { b: [node('models/b.sql')], c: [node('models/c.sql')] },
    });
  const summary = ({ existing_models, existing_sources }: ProjectContext) => [
    ...existing_models.map(({ name, enabled, refs, computed }) => [name, enabled, ...refs, computed]),
    ...existing_sources.map(({ schema, tables }) => [schema, tables[0]?.identifier]),
  ];
  const UNKNOWN = [
    ['a', true, 'x', true],
    ['b', true, false],
    ['c', true, false],
    [null, null],
  ];

  it('tells what the files leave open, and nothing else', async () => {
    await scan(files);
    expect(summary(await scan({ 'target/manifest.json': manifest([node('models/a.sql')]) }))).toEqual([
      ['a', true, 'x', 'y', false],
      ['b', false, false],
      ['c', true, false],
      ['crm_dev', 'PEOPLE'],
    ]);
  });

  it('tells nothing where a file is newer, or gone, or it is no manifest', async () => {
    await scan({ ...files, 'target/manifest.json': manifest([node('models/a.sql')]) });
    const soon = new Date(Date.now() + 5000);
    await utimes(join(project, 'models/c.sql'), soon, soon);
    expect(summary(await scan({}))).toEqual(UNKNOWN);
    const later = new Date(Date.now() + 9000);
    for (const text of [manifest([node('models/gone.sql')]), '{"nodes": [', '[]', '{}']) {
      await writeFile(join(project, 'target/manifest.json'), text);
      await utimes(join(project, 'target/manifest.json'), later, later);
      expect(summary(await scanProject(project, { config: {} }))).toEqual(UNKNOWN);
    }
  });
});
