import type { Problem } from '../errors.ts';
import { ADAPTERS } from '../sql/dialects/dialects.ts';
import type { ProjectContext } from './context.ts';

/** The only adapter that a new project is made for. */
const OF_NEW_PROJECTS = 'duckdb';

/** The adapter that models are written for: the project's own, DuckDB for a new one. Pure. */
export function adapterOf({ is_new, warehouse_type }: Pick<ProjectContext, 'is_new' | 'warehouse_type'>): string {
  return is_new ? OF_NEW_PROJECTS : (warehouse_type ?? OF_NEW_PROJECTS);
}

/** What of a project cartridge cannot plan for: an adapter whose SQL it does not know. Empty if nothing. Pure. */
export function checkSupport(context: ProjectContext): Problem[] {
  const { warehouse_type: adapter, is_new, is_incremental } = context;
  if (is_new) return adapter === null || adapter === OF_NEW_PROJECTS ? [] : [newProjectOn(adapter)];
  if (adapter !== null) return ADAPTERS.includes(adapter) ? [] : [unknownAdapter(adapter)];
  return is_incremental ? [unsaidAdapter(context)] : [];
}

function newProjectOn(adapter: string): Problem {
  return {
    code: 'ADAPTER_UNSUPPORTED',
    message: `a new project on ${adapter} is not supported yet; one on ${OF_NEW_PROJECTS} is`,
    hint: 'Say adapter: duckdb in cartridge.yml or nothing, or plan in a dbt project that is there.',
  };
}

function unknownAdapter(adapter: string): Problem {
  return {
    code: 'ADAPTER_UNSUPPORTED',
    message: `the adapter ${adapter} is not supported yet; ${ADAPTERS.join(', ')} are`,
    hint: 'Where its SQL is that of one of these, say so in cartridge.yml: adapter: NAME',
  };
}

function unsaidAdapter({ project_name }: ProjectContext): Problem {
  return {
    code: 'ADAPTER_UNSUPPORTED',
    message: `nothing in the project ${project_name ?? 'here'} tells which adapter it uses`,
    where: { file: 'cartridge.yml', at: 'adapter' },
    hint: `Say it in cartridge.yml: adapter: NAME, one of ${ADAPTERS.join(', ')}.`,
  };
}
