import { listOf, textOf } from './plain-data.ts';
import { isMapping, mappingOf } from '../../yaml/mapping.ts';

/** What dbt found in its last run of what only it can know. Plain JSON. Keys begin with the package: `shop:models/a.sql`. */
export interface ManifestFacts {
  /** Files of nodes, and source tables (`shop:crm.people`), that were off. */
  readonly off: readonly string[];
  /** What each model's file depended on. */
  readonly models: Readonly<Record<string, { readonly refs: readonly string[]; readonly sources: readonly string[] }>>;
  /** Where each source table was, by `shop:crm.people`. */
  readonly sources: Readonly<Record<string, RenderedRelation>>;
}

export interface RenderedRelation {
  readonly database: string | null;
  readonly schema: string | null;
  readonly identifier: string | null;
}

/** Reads a `target/manifest.json` of any version of dbt; null where it is none. Pure; never throws. */
export function readManifestFacts(text: string): ManifestFacts | null {
  const manifest = parse(text);
  if (!isMapping(manifest)) return null;
  const nodes = Object.values(mappingOf(manifest['nodes'])).filter(isMapping);
  const sources = Object.values(mappingOf(manifest['sources'])).filter(isMapping);
  const disabled = Object.values(mappingOf(manifest['disabled'])).flatMap(listOf).filter(isMapping);
  const models = nodes.filter((node) => node['resource_type'] === 'model');
  const on = new Set([...nodes, ...sources].map(keyOf));
  return {
    off: [...new Set(disabled.map(keyOf))].filter((key) => !on.has(key)),
    models: Object.fromEntries(
      models.map((node) => [
        keyOf(node),
        {
          refs: listOf(node['refs']).flatMap(refName),
          sources: listOf(node['sources']).map((pair) => listOf(pair).join('.')),
        },
      ]),
    ),
    sources: Object.fromEntries(
      sources.map((source) => [
        keyOf(source),
        {
          database: textOf(source['database']),
          schema: textOf(source['schema']),
          identifier: textOf(source['identifier']),
        },
      ]),
    ),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Mapping = Readonly<Record<string, unknown>>;

function keyOf(node: Mapping): string {
  const name =
    node['resource_type'] === 'source'
      ? `${textOf(node['source_name'])}.${textOf(node['name'])}`
      : (textOf(node['original_file_path']) ?? '').replaceAll('\\', '/');
  return `${textOf(node['package_name'])}:${name}`;
}

/** `{name: 'orders'}`, before dbt 1.5 `['orders']` or `['crm', 'orders']`. */
function refName(ref: unknown): string[] {
  const name = Array.isArray(ref) ? textOf(ref.at(-1)) : textOf(mappingOf(ref)['name']);
  return name === null ? [] : [name];
}
