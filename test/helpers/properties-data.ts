import type { RenderedFile } from '../../src/planner/draft.ts';
import { readYaml } from '../../src/yaml/read.ts';

/** What all properties files together say of each source and model, in the newest form of dbt, in the order of names. */
export function allData(files: readonly RenderedFile[]): unknown {
  const nodes = files
    .filter(({ path }) => path.endsWith('.yml') && !/(?:^|\/)(?:dbt_project|profiles)\.yml$/.test(path))
    .flatMap(({ content, path }) => {
      const yaml = readYaml(content, path);
      if ('problems' in yaml) throw new Error(JSON.stringify(yaml.problems));
      const { sources = [], models = [] } = yaml.value as Record<string, { name: string }[] | undefined>;
      return [...sources.map((node) => ['source', node] as const), ...models.map((node) => ['model', node] as const)];
    });
  return nodes
    .map(([kind, node]) => [`${kind} ${node.name}`, newestForm(node)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const SETTINGS = ['freshness', 'loaded_at_field', 'meta'];

/** Tests under `data_tests` with `arguments`, settings under `config`, whatever their form. */
function newestForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(newestForm);
  if (typeof value !== 'object' || value === null) return value;
  const { config, tests, data_tests = tests, ...others } = value as Record<string, unknown>;
  const settings = { ...(config as object | undefined) };
  const rest: [string, unknown][] = [];
  for (const [key, part] of Object.entries(others)) {
    if (SETTINGS.includes(key)) Object.assign(settings, { [key]: part });
    else rest.push([key, newestForm(part)]);
  }
  return {
    ...Object.fromEntries(rest),
    ...(Object.keys(settings).length > 0 ? { config: settings } : {}),
    ...(Array.isArray(data_tests) ? { data_tests: data_tests.map(newestTest) } : {}),
  };
}

function newestTest(test: unknown): unknown {
  if (typeof test !== 'object' || test === null) return test;
  return Object.fromEntries(
    Object.entries(test).map(([name, body]) => {
      const { config, arguments: nested, ...inline } = body as Record<string, unknown>;
      return [name, { arguments: { ...(nested as object | undefined), ...inline }, config }];
    }),
  );
}
