import type { DraftAction, DraftInput } from './draft.ts';

/** The action that turns a folder into a dbt project. */
export function draftProject(
  project: NonNullable<DraftInput['newProject']>,
  adapter: DraftInput['adapter'],
): DraftAction {
  const { name, database_path, schema, input } = project;
  return {
    type: 'create_project',
    name,
    description: `Makes this folder the dbt project ${name} on ${adapter}.`,
    dependencies: [],
    reason: { code: 'no_project', text: 'there is no dbt_project.yml here', evidence: [] },
    spec: {
      kind: 'project',
      name,
      adapter,
      database_path,
      schema,
      input,
      gitignore: ['target/', 'dbt_packages/', 'logs/', '.user.yml', ...databaseLines(project)],
    },
  };
}

/** What dbt builds is not kept in git; a database that holds the raw tables is the user's to decide on. */
function databaseLines({ database_path, input }: NonNullable<DraftInput['newProject']>): string[] {
  if (input.kind === 'own_database' || database_path.startsWith('../')) return [];
  return [`/${database_path}`, `/${database_path}.wal`];
}
