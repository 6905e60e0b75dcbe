import type { CheckInput, CheckOutcome } from '../level.ts';
import { count, newProblems } from '../level.ts';
import type { ProjectView } from '../project-views.ts';
import { bindModels } from './bind-models.ts';
import type { BindResult } from './bind-models.ts';

/** The level `bind`: every model that the plan touches compiles in DuckDB against the raw tables' columns. */
export async function checkBind({ plan, views, signal }: CheckInput): Promise<CheckOutcome> {
  const { adapter } = plan.project;
  if (!READABLE.has(adapter)) {
    return { status: 'skipped', detail: `DuckDB cannot judge the SQL of ${adapter}`, problems: [] };
  }
  const planned = new Set(plan.files.map(({ path }) => path));
  const bind = ({ nodes }: ProjectView): Promise<BindResult> =>
    bindModels({ nodes, catalog: plan.catalog, isTouched: ({ file }) => planned.has(file.path), signal });
  const result = await bind(await views.asPlanned());
  const isOld = result.problems.some(({ where }) => where?.file === undefined || !planned.has(where.file));
  const problems = isOld ? newProblems(result.problems, (await bind(await views.asIs())).problems) : result.problems;
  return { status: problems.length === 0 ? 'passed' : 'failed', detail: detailOf(result), problems };
}

/** Adapters whose SQL DuckDB reads (sql-parsers.md 4). */
const READABLE = new Set(['duckdb']);

/** Models named one by one in a message; the rest are counted. */
const MOST_NAMED = 5;

function detailOf({ total, failed, notBound }: BindResult): string {
  const bound = total - failed - notBound.size;
  const words = `${bound} of ${count(total, 'model')} compile against the raw tables`;
  if (notBound.size === 0) return words;
  const named = [...notBound].slice(0, MOST_NAMED).map(([name, why]) => `${name} (${why})`);
  const rest = notBound.size - named.length;
  return `${words}; not checked: ${named.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}
