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
  const bind = ({ nodes }: ProjectView, files: ReadonlySet<string>): Promise<BindResult> =>
    bindModels({ nodes, catalog: plan.catalog, isTouched: ({ file }) => files.has(file.path), signal });
  const result = await bind(await views.asPlanned(), planned);
  const wrong = new Set(result.problems.map(({ where }) => where?.file ?? ''));
  const fresh = new Set(plan.files.filter(({ before_hash }) => before_hash === null).map(({ path }) => path));
  const isOld = [...wrong].some((file) => !fresh.has(file));
  // What our models are made of is touched only now, so it is looked at by itself in the project as it is.
  const before = isOld ? (await bind(await views.asIs(), new Set([...planned, ...wrong]))).problems : [];
  const problems = newProblems(result.problems, before);
  return { status: problems.length === 0 ? 'passed' : 'failed', detail: detailOf(result), problems };
}

/** Adapters whose SQL DuckDB reads (sql-parsers.md 4). */
const READABLE = new Set(['duckdb', 'postgres', 'redshift']);

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
