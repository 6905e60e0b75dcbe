import { spawn } from 'node:child_process';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type Provider, VENDORS, type Vendor } from '../../src/providers/provider.ts';
import { openAt } from '../helpers/vendors/fake-provider.ts';
import { good, KEY, NEVER, QUESTION } from '../helpers/vendors/scripted-provider.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function providerAt(vendor: Vendor, url: string, timeoutMs = 5_000): Provider {
  return openAt(vendor, url, { surroundings: { timeoutMs, sleep: () => Promise.resolve() } });
}

describe.each(VENDORS)('%s, over a real connection', (vendor) => {
  it('does not follow a redirect: neither the prompt nor the key reach the other host', async () => {
    let reached = 0;
    const other = await serve((_, response) => {
      reached += 1;
      response.end();
    });
    const url = await serve((_, response) => response.writeHead(307, { location: `${other}/v1` }).end());
    const reply = await providerAt(vendor, url).ask(QUESTION, NEVER);
    expect(reply).toMatchObject({
      status: 'failed',
      fatal: true,
      problem: { message: expect.stringMatching(/answers with a redirect, which is not followed/) as string },
      usage: { calls: 1 },
    });
    expect(reached).toBe(0);
  });

  it('reads no more than 8 MB of an answer', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = (): void => {
        if (!response.destroyed && response.write(Buffer.alloc(1 << 20, ' '))) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    expect(await providerAt(vendor, url).ask(QUESTION, NEVER)).toMatchObject({
      status: 'failed',
      problem: {
        code: 'PROVIDER_ANSWER_INVALID',
        message: expect.stringMatching(/the answer is larger than 8 MB; tried 2 times$/) as string,
      },
    });
  });

  it('counts an answer as large as it is when it is unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(64 << 20, ' '));
    expect(packed.length).toBeLessThan(100_000);
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(packed);
    });
    expect(await providerAt(vendor, url).ask(QUESTION, NEVER)).toMatchObject({
      problem: { message: expect.stringMatching(/the answer is larger than 8 MB/) as string },
    });
  });

  it('has a limit of time for the whole answer, however slowly its body comes', async () => {
    const text = await good(vendor).text();
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      let at = 0;
      const timer = setInterval(() => response.write(text[at++] ?? ' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    const started = performance.now();
    expect(await providerAt(vendor, url, 150).ask(QUESTION, NEVER)).toMatchObject({
      status: 'failed',
      problem: { code: 'PROVIDER_TIMEOUT' },
      usage: { calls: 2 },
    });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('knows a connection that is cut, before the headers and in the body', async () => {
    for (const cut of ['before', 'in the body']) {
      const url = await serve((_, response) => {
        if (cut === 'before') return void response.destroy();
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"choices"');
        setTimeout(() => response.destroy(), 10);
      });
      expect(await providerAt(vendor, url).ask(QUESTION, NEVER)).toMatchObject({
        status: 'failed',
        problem: {
          code: 'PROVIDER_UNREACHABLE',
          message: expect.stringMatching(/cut the connection: .+; tried 5 times$/) as string,
        },
        usage: { calls: 5 },
      });
    }
  });

  it('lets the process end: no timer and no connection is left, nothing is rejected unheard', async () => {
    const answer = await good(vendor).text();
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
    const { output, ms } = await run([vendor, url], {});
    expect(output).toBe('complete\n');
    // From the answer to the end of the process.
    expect(ms).toBeLessThan(1_000);
  });

  it('sends what it decides itself, whatever the environment tells the SDKs', async () => {
    const seen: Record<string, unknown>[] = [];
    const answer = await good(vendor).text();
    const url = await serve((request, response) => {
      seen.push(request.headers);
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
    const { output } = await run([vendor, url], {
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
      OPENAI_ORG_ID: 'org-of-env',
      OPENAI_PROJECT_ID: 'project-of-env',
      OPENAI_CUSTOM_HEADERS: 'x-of-env: 1\nAuthorization: Bearer of-env',
      OPENAI_LOG: 'debug',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:9',
      ANTHROPIC_AUTH_TOKEN: 'token-of-env',
      ANTHROPIC_CUSTOM_HEADERS: 'x-of-env: 1\nx-api-key: of-env',
      ANTHROPIC_LOG: 'debug',
    });
    expect(output).toBe('complete\n');
    expect(JSON.stringify(seen)).not.toMatch(/of-env/);
    expect(JSON.stringify(seen)).toContain(KEY);
  });
});

/** Asks one question in a process of its own; what it printed, and how long it lived on after the answer. */
async function run(args: readonly string[], env: Record<string, string>): Promise<{ output: string; ms: number }> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, '../helpers/vendors/ask-once.ts'), ...args],
    {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  let answered = 0;
  const onText = (text: Buffer): void => {
    output += text.toString();
    answered = performance.now();
  };
  child.stdout.on('data', onText);
  child.stderr.on('data', onText);
  await new Promise((resolve) => child.on('close', resolve));
  return { output, ms: performance.now() - answered };
}
