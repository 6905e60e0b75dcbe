import { expect, it } from 'vitest';
import { openProgressLine } from '../../src/cli/progress-line.ts';
import type { Io } from '../../src/cli/io.ts';

function terminal(env: Io['env'] = {}): { io: Io; written: string[] } {
  const written: string[] = [];
  const output = { write: (text: string) => void written.push(text), isTTY: true, columns: 20 };
  const signal = new AbortController().signal;
  return { written, io: { stdout: output, stderr: output, stdin: null, env, cwd: '', signal, now: () => new Date(0) } };
}

it('redraws one line, clipped to the terminal, and takes it away', () => {
  const { io, written } = terminal();
  const line = openProgressLine(io);
  line.show('reading');
  line.show('a name with a newline\n and more');
  line.clear();
  line.clear();
  expect(written).toEqual(['\r\u001b[2Kreading', '\r\u001b[2Ka name with a newli', '\r\u001b[2K']);
});

it('is silent on a CI machine and on a dumb terminal', () => {
  for (const env of [{ CI: '1' }, { TERM: 'dumb' }]) {
    const { io, written } = terminal(env);
    openProgressLine(io).show('reading');
    expect(written).toEqual([]);
  }
});
