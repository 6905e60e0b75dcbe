import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** One node of a `dbt build`, as dbt reports it. */
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
  /** Runs dbt commands in a project, one after another; `build` unless told. */
  build(projectDir: string, commands?: readonly string[]): Promise<BuildResult>;
  close(): void;
}

/** Starts real dbt (the project's own .venv) once, for many builds. */
export function startDbtWorker(): DbtWorker {
  const python = join(import.meta.dirname, '../../.venv/bin/python');
  const child = spawn(python, [join(import.meta.dirname, 'build_projects.py')], { stdio: ['pipe', 'pipe', 'pipe'] });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async build(projectDir, commands = ['build']) {
      child.stdin.write(`${JSON.stringify({ project_dir: projectDir, commands })}\n`);
      const line = await lines.next();
      if (line.done) throw new Error(`dbt's process ended: ${errors.join('').slice(-2000)}`);
      return JSON.parse(line.value) as BuildResult;
    },
    close: () => child.stdin.end(),
  };
}
