import { spawn } from 'node:child_process';

/** Shows text in a pager (a shell command, as in `PAGER`) and waits until it is left; plainly if it cannot be started. */
export async function page(text: string, pager: string): Promise<void> {
  const child = spawn(pager, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS: 'FRX', ...process.env },
  });
  // Leaving the pager before the end closes its input.
  child.stdin.on('error', () => {});
  child.stdin.end(text);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', resolve);
  });
  if (code === 127) process.stdout.write(text);
}
