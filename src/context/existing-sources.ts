import { renderPlainText } from '../sql/jinja-text.ts';
import type { ExistingSource, ExistingTable } from './context.ts';
import type { RenderedRelation } from './facts/manifest-facts.ts';
import type { SourceEntry, TableEntry } from './facts/yaml-facts.ts';
import type { ScannedProject } from './scanned-project.ts';
import { isEnabled, partsOf } from './scanned-project.ts';

/** Every entry of a `sources:` list of a project or a package, in the order of the files. Pure. */
export function existingSources(project: ScannedProject): ExistingSource[] {
  return project.files.flatMap(({ path, facts }) =>
    (facts?.yaml?.sources ?? []).map((source) => describeSource(project, path, source)),
  );
}

function describeSource(project: ScannedProject, path: string, source: SourceEntry): ExistingSource {
  const [database, schema] = [physical(source.database), physical(source.schema)];
  const rendered = (table: string | undefined): RenderedRelation | undefined =>
    project.manifest?.sources[`${project.name}:${source.name}.${table}`];
  const first = rendered(source.tables[0]?.name);
  const folders = partsOf(project, path, project.layout.models).slice(0, -1);
  return {
    name: source.name,
    path,
    generated: project.generated.wroteSource(path, source.name),
    package: project.package,
    database: database ?? (source.database === null ? null : (first?.database ?? null)),
    schema: schema ?? (source.schema === null ? null : (first?.schema ?? null)),
    computed: [
      ...(source.database !== null && database === null ? ['database' as const] : []),
      ...(source.schema !== null && schema === null ? ['schema' as const] : []),
    ],
    quoting: source.quoting,
    tables: source.tables.map((table): ExistingTable => {
      const parts = (): string[] => [...folders, source.name, table.name];
      const place = { resource_type: 'source' as const, parts, key: `${source.name}.${table.name}` };
      return {
        ...describeTable(source, table, rendered(table.name)),
        generated: project.generated.wroteTable(path, source.name, table.name),
        enabled: isEnabled(project, place, [table.enabled, source.enabled]),
      };
    }),
  };
}

function describeTable(
  source: SourceEntry,
  table: TableEntry,
  rendered: RenderedRelation | undefined,
): Omit<ExistingTable, 'generated' | 'enabled'> {
  const identifier = physical(table.identifier);
  return {
    name: table.name,
    identifier: identifier ?? (table.identifier === null ? null : (rendered?.identifier ?? null)),
    computed: table.identifier !== null && identifier === null,
    quoting: { ...source.quoting, ...table.quoting },
    columns: table.columns,
    tests: table.tests,
  };
}

/**
 * A name in the warehouse; null where it is not said, or only dbt can know it. dbt puts these names between double quotes as
 * they are, so a quote within them is written twice.
 */
function physical(written: string | null): string | null {
  return written === null ? null : (renderPlainText(written)?.replaceAll('""', '"') ?? null);
}
