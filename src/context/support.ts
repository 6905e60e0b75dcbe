import type { Problem } from '../errors.ts';
import type { ProjectContext } from './context.ts';

/** Adapters that a project can be planned for. */
const ADAPTERS = ['duckdb'];

/** What of a project cartridge cannot plan for yet: models that people wrote, and adapters. Empty if nothing. Pure. */
export function checkSupport(context: ProjectContext): Problem[] {
  const problems: Problem[] = [];
  const { warehouse_type: adapter } = context;
  if (adapter !== null && !ADAPTERS.includes(adapter)) {
    problems.push({
      code: 'ADAPTER_UNSUPPORTED',
      message: `the adapter ${adapter} is not supported yet; ${ADAPTERS.join(', ')} is`,
      hint: 'Plan into a new folder (--project-dir DIR), with adapter: duckdb in its cartridge.yml or none.',
    });
  }
  const own = [...context.existing_models, ...context.existing_sources].filter(
    (node) => !node.generated && node.package === null,
  );
  const [first] = own;
  if (first) {
    problems.push({
      code: 'PROJECT_UNSUPPORTED',
      message: `the project ${context.project_name ?? 'here'} has ${ownNodes(context)} of its own, ${first.name} for instance`,
      where: { file: first.path },
      hint: 'Adding to such a project is not supported yet. Plan into a new folder: --project-dir DIR.',
    });
  }
  return problems;
}

function ownNodes(context: ProjectContext): string {
  const count = (nodes: readonly { generated: boolean }[], noun: string): string[] => {
    const own = nodes.filter((node) => !node.generated).length;
    return own === 0 ? [] : [`${own} ${noun}${own === 1 ? '' : 's'}`];
  };
  return [...count(context.existing_models, 'model'), ...count(context.existing_sources, 'source')].join(' and ');
}
