import type { Where } from '../../errors.ts';
import { renderPlainText } from '../../sql/jinja-text.ts';
import type { YamlText } from '../../yaml/read.ts';
import { isMapping } from '../../yaml/mapping.ts';

/** What a YAML file of the project says of nodes. Every `where` is worked out only when it is asked for. */
export interface YamlNodes {
  readonly entries: readonly ModelEntry[];
  readonly sources: readonly SourceTable[];
}

/** The YAML of one model, seed or snapshot. */
export interface ModelEntry {
  readonly resource: 'model' | 'seed' | 'snapshot';
  readonly name: string;
  readonly columns: readonly YamlColumn[];
  /** Tests of the whole model. */
  readonly tests: readonly GenericTest[];
  readonly hasVersions: boolean;
  readonly where: () => Where;
}

export interface SourceTable {
  readonly source: string;
  readonly name: string;
  /** Physical name. */
  readonly identifier: string;
  /** As dbt takes it: the source's name where none is given. */
  readonly schema: string;
  readonly database: string | null;
  /** Read from a file by dbt-duckdb. */
  readonly isExternal: boolean;
  readonly columns: readonly YamlColumn[];
  readonly tests: readonly GenericTest[];
  readonly where: () => Where;
}

export interface YamlColumn {
  readonly name: string;
  readonly quote: boolean;
  readonly tests: readonly GenericTest[];
  readonly where: () => Where;
}

/** A data test as YAML has it; `args` are those under `arguments` and those beside `config`. */
export interface GenericTest {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly where: () => Where;
}

type Path = readonly (string | number)[];
type Mapping = Readonly<Record<string, unknown>>;

/** Reads the nodes of one YAML file. What has not the shape that dbt wants is passed over: dbt's own parse judges it. */
export function readYamlNodes(yaml: YamlText, file: string): YamlNodes {
  const where = (path: Path) => (): Where => ({ file, ...yaml.positionOf(path) });
  const root = isMapping(yaml.value) ? yaml.value : {};
  return {
    entries: RESOURCES.flatMap(([key, resource]) =>
      named(root, key, []).map(({ name, value, path }) => ({
        resource,
        name,
        columns: readColumns(value, path, where),
        tests: readTests(value, path, where),
        hasVersions: 'versions' in value,
        where: where([...path, 'name']),
      })),
    ),
    sources: named(root, 'sources', []).flatMap((source) =>
      named(source.value, 'tables', source.path).map(({ name, value, path }) => ({
        source: source.name,
        name,
        identifier: unquoted(textOf(value['identifier']) ?? name),
        schema: unquoted(textOf(source.value['schema']) ?? source.name),
        database: textOf(source.value['database']),
        isExternal: hasKey(value, 'external_location') || hasKey(source.value, 'external_location'),
        columns: readColumns(value, path, where),
        tests: readTests(value, path, where),
        where: where([...path, 'name']),
      })),
    ),
  };
}

const RESOURCES = [
  ['models', 'model'],
  ['seeds', 'seed'],
  ['snapshots', 'snapshot'],
] as const;

type WhereOf = (path: Path) => () => Where;

function readColumns(value: Mapping, path: Path, where: WhereOf): YamlColumn[] {
  return named(value, 'columns', path).map((column) => ({
    name: column.name,
    quote: column.value['quote'] === true,
    tests: readTests(column.value, column.path, where),
    where: where([...column.path, 'name']),
  }));
}

function readTests(value: Mapping, path: Path, where: WhereOf): GenericTest[] {
  const key = 'data_tests' in value ? 'data_tests' : 'tests';
  const list: readonly unknown[] = Array.isArray(value[key]) ? value[key] : [];
  return list.flatMap((item, index) => {
    const place = [...path, key, index];
    if (typeof item === 'string') return [{ name: item, args: {}, where: where(place) }];
    const [name] = isMapping(item) ? Object.keys(item) : [];
    if (name === undefined || !isMapping(item)) return [];
    const body = isMapping(item[name]) ? item[name] : {};
    const args = isMapping(body['arguments']) ? { ...body, ...body['arguments'] } : body;
    return [{ name, args, where: where([...place, name]) }];
  });
}

interface Named {
  readonly name: string;
  readonly value: Mapping;
  readonly path: Path;
}

function named(value: Mapping, key: string, path: Path): Named[] {
  const list: readonly unknown[] = Array.isArray(value[key]) ? value[key] : [];
  return list.flatMap((item, index) => {
    const name = isMapping(item) ? textOf(item['name']) : null;
    return name === null || !isMapping(item) ? [] : [{ name, value: item, path: [...path, key, index] }];
  });
}

/** A text as dbt renders it; null where only dbt can. Texts from outside are escaped as `{{ '{' }}`. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' ? renderPlainText(value) : null;
}

/** dbt puts these names between double quotes as they are, so a quote within them is written twice. */
function unquoted(name: string): string {
  return name.replaceAll('""', '"');
}

function hasKey(value: Mapping, key: string): boolean {
  const config = isMapping(value['config']) ? value['config'] : {};
  return [value, value['meta'], config, config['meta']].some((part) => isMapping(part) && key in part);
}
