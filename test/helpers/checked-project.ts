import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import type { ExistingTest, ProjectContext } from '../../src/context/context.ts';
import { infer } from '../../src/inference/infer.ts';
import type { CheckInput } from '../../src/planner/coverage/check-coverage.ts';
import { checkCoverage } from '../../src/planner/coverage/check-coverage.ts';
import type { CheckReport, ItemKind } from '../../src/planner/coverage/report.ts';
import { matchSources } from '../../src/planner/existing/match-sources.ts';
import { projectContext } from './existing-nodes.ts';

/** A project as far as a check looks at it. */
export interface ShortProject extends Pick<
  Partial<ProjectContext>,
  'existing_models' | 'existing_sources' | 'existing_tests'
> {
  /** SQL of models and singular tests, by path. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** Checks a catalog against a project; `change` overrides what the check rests on. */
export function checkProjectOf(catalog: Catalog, project: ShortProject, change: Partial<CheckInput> = {}): CheckReport {
  const { texts = {}, ...nodes } = project;
  const context = projectContext({ project_name: 'jaffle', is_new: false, warehouse_type: 'duckdb', ...nodes });
  return checkCoverage({
    catalog,
    beliefs: infer(catalog, NO_EVIDENCE).beliefs,
    context,
    sources: matchSources(catalog, context.existing_sources, { adapter: 'duckdb' }),
    stated: [],
    texts: new Map(Object.entries(texts)),
    scope: { isWhole: true, isMeant: () => true },
    minCoverage: null,
    ...change,
  });
}

/** What is not covered, as `orders key id`; of one kind, or of all. */
export function uncovered({ tables }: CheckReport, kind?: ItemKind): string[] {
  return tables.flatMap(({ name, items }) =>
    items
      .filter((item) => !item.covered && (kind === undefined || item.kind === kind))
      .map((item) => [name, item.kind, ...item.columns].join(' ')),
  );
}

/** A data test, with what matters. */
export function dataTest(
  test: string,
  args: Record<string, unknown> = {},
  about: Partial<ExistingTest> = {},
): ExistingTest {
  return { test, arguments: args, severity: 'error', enabled: true, where: null, ...about };
}
