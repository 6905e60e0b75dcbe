import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { FAKES } from '../helpers/vendors/bare-sdks.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';

async function live(args: readonly string[], env: Record<string, string>): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'main.ts'), ...args],
    { env: { PATH: process.env['PATH'] ?? '', ...env } },
  );
  return stdout;
}

it('says plainly what did not run and why, and that is no failure', async () => {
  expect(await live([], { GEMINI_API_KEY: ' ' })).toBe(
    [
      'OpenAI: did not run: OPENAI_API_KEY is not set',
      'Anthropic: did not run: ANTHROPIC_API_KEY is not set',
      'Gemini: did not run: GEMINI_API_KEY is not set',
      '',
    ].join('\n'),
  );
});

it('runs every case where there is a key', async () => {
  const server = await startFake('anthropic', {
    respond: ({ schema }) => (schema === null ? 'It names a row.' : '{"colours":[{"name":"red","sure":true}]}'),
  });
  const { key, model } = FAKES.anthropic;
  const output = await live(['anthropic'], {
    ANTHROPIC_API_KEY: key,
    ANTHROPIC_BASE_URL: server.url,
    CARTRIDGE_LIVE_ANTHROPIC_MODEL: model,
  });
  expect(output.replaceAll(/\(\d+ ms\)/g, '(N ms)').replaceAll(/:\d{4,5}/g, ':PORT')).toBe(
    [
      `Anthropic: ${model} at http://127.0.0.1:PORT`,
      '  ok     answers with JSON of the schema, and says what it cost (N ms)',
      '  ok     answers in plain text where no shape is asked for (N ms)',
      '  ok     says that the key was refused, at once, for all further calls, and without the key (N ms)',
      '  ok     says that there is no such model (N ms)',
      '  ok     ends soon after it is aborted (N ms)',
      '  ok     does not call at all when it is aborted before (N ms)',
      '',
    ].join('\n'),
  );
});
