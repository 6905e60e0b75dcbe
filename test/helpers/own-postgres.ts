import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A server of this test alone, with an empty database; reached through a socket in a folder. */
export interface OwnPostgres {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Runs statements. */
  run(sql: string): void;
  stop(): Promise<void>;
}

/** Whether the programs of a server are on PATH. */
export const hasPostgres = ['initdb', 'postgres', 'psql'].every((program) =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program))),
);

const USER = 'cartridge';
const PORT = 5432;

/** Starts a server in a temporary folder; as another user where this one is root, whom it refuses. */
export async function startPostgres(): Promise<OwnPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'cartridge-pg-'));
  chmodSync(folder, 0o777);
  const as = process.getuid?.() === 0 ? { uid: userId('postgres'), gid: userId('postgres', '-g') } : {};
  const data = join(folder, 'data');
  execFileSync('initdb', ['-D', data, '-A', 'trust', '-U', USER, '-E', 'UTF8', '--no-sync'], {
    ...as,
    cwd: folder,
    stdio: 'ignore',
  });
  const server = spawn(
    'postgres',
    ['-D', data, '-k', folder, '-p', String(PORT), '-c', 'listen_addresses=', '-c', 'fsync=off'],
    {
      ...as,
      cwd: folder,
      stdio: 'ignore',
    },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const run = (sql: string): void => {
    const options = [
      '-h',
      folder,
      '-p',
      String(PORT),
      '-U',
      USER,
      '-d',
      'postgres',
      '-q',
      '-v',
      'ON_ERROR_STOP=1',
      '-c',
      sql,
    ];
    execFileSync('psql', options, { stdio: ['ignore', 'ignore', 'pipe'] });
  };
  await untilItAnswers(run);
  return {
    host: folder,
    port: PORT,
    user: USER,
    database: 'postgres',
    run,
    stop: async () => {
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function userId(name: string, which = '-u'): number {
  return Number(execFileSync('id', [which, name], { encoding: 'utf8' }));
}

async function untilItAnswers(run: (sql: string) => void): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return run('select 1');
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
