import { join } from 'node:path';
import { startLineProcess } from './line-process.ts';

export interface FarPlanner {
  /** The text of the plan file, made in another process, time zone and locale. */
  plan(from: string, projectDir: string): Promise<string>;
  close(): void;
}

/** Half a day from UTC, and the locale whose upper case of `i` is none that ASCII has. */
const FAR_AWAY = { TZ: 'Pacific/Apia', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' };

export function startFarPlanner(): FarPlanner {
  const script = join(import.meta.dirname, 'plan-elsewhere.ts');
  const child = startLineProcess(process.execPath, ['--import', import.meta.resolve('tsx'), script], FAR_AWAY);
  return {
    plan: async (from, projectDir) => ((await child.ask({ from, project_dir: projectDir })) as { text: string }).text,
    close: () => child.close(),
  };
}
