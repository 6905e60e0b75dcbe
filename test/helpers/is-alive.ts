import { spawnSync } from 'node:child_process';

/** Whether a process still runs. One that has ended and that nobody has asked about yet does not. */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}
