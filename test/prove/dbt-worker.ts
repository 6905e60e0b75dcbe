import { join } from 'node:path';
import { startLineProcess } from './line-process.ts';

/** One node of a dbt command, as dbt reports it. */
export interface NodeResult {
  unique_id: string;
  name: string;
  status: string;
  failures: number | null;
  message: string | null;
  /** Of a generic test: its column and the model that it is attached to. */
  column: string | null;
  attached: string | null;
  /** Unique ids of what it selects from. */
  depends_on: string[];
  test: string | null;
}

export interface BuildResult {
  success: boolean;
  exception: string | null;
  /** Warnings and errors: level, name, message. */
  events: [string, string, string][];
  nodes: NodeResult[];
}

export interface DbtWorker {
  /** `dbt build` of a project as it is now. */
  build(projectDir: string): Promise<BuildResult>;
  /** dbt commands with their options in a project that did not change since it was built. */
  run(projectDir: string, commands: readonly (readonly string[])[]): Promise<BuildResult>;
  close(): void;
}

/** Starts real dbt (the project's own .venv) once, for many builds. */
export function startDbtWorker(): DbtWorker {
  const python = join(import.meta.dirname, '../../.venv/bin/python');
  const child = startLineProcess(python, [join(import.meta.dirname, 'build_projects.py')]);
  const ask = async (project_dir: string, commands: readonly (readonly string[])[], anew: boolean) =>
    (await child.ask({ project_dir, commands, anew })) as BuildResult;
  return {
    build: (projectDir) => ask(projectDir, [['build']], true),
    run: (projectDir, commands) => ask(projectDir, commands, false),
    close: () => child.close(),
  };
}
