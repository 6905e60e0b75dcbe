import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { parsePlan } from '../../../src/plan/parse-plan.ts';
import type { Vendor } from '../../../src/providers/provider.ts';
import { VENDOR_FACTS } from '../../../src/providers/vendors.ts';
import { isMapping } from '../../../src/yaml/mapping.ts';
import { writeCrypticShop } from '../cryptic-shop.ts';
import { temporaryFolder } from '../project-tree.ts';
import { runCartridge } from '../run-cartridge.ts';
import { FAKES } from './bare-sdks.ts';
import { sensible } from './sensible-model.ts';
import type { VendorCall } from './vendor-server.ts';

/**
 * A page that shows a whole conversation with a vendor: what cartridge sent, what came back, what it made of it. The model is
 * a fake of the tests that writes short words out; everything else is real: the CLI, the vendor's SDK, HTTP.
 */
export async function conversationWith(vendor: Vendor): Promise<string> {
  const projectDir = temporaryFolder();
  mkdirSync(join(projectDir, 'raw'));
  writeCrypticShop(join(projectDir, 'raw'));
  const server = await FAKES[vendor].start({ respond: sensible });
  const { label, keyVariable, addressVariable, address } = VENDOR_FACTS[vendor];
  try {
    const drafted = await plan(projectDir, 'draft.json');
    const env = { [keyVariable]: FAKES[vendor].key, [addressVariable]: server.url };
    const refined = await plan(projectDir, 'plan.json', { vendor, env });
    return [
      `# A conversation with ${label}`,
      `One request of \`cartridge plan --provider ${vendor}\`, as it goes out and comes back. \`test/e2e/conversations.test.ts\` holds this page against the code: the model is a fake that writes short words out, the SDK and HTTP are real.`,
      ...server.calls.flatMap((call) => exchange(call, address)),
      '## What cartridge made of it',
      block('console', `$ ${refined.shown.replaceAll(server.url, address)}`),
      'What became different of the files that the rules drafted:',
      block('diff', difference(drafted.files, refined.files)),
    ].join('\n\n');
  } finally {
    await server.close();
  }
}

interface Planned {
  readonly shown: string;
  readonly files: ReadonlyMap<string, string>;
}

async function plan(
  projectDir: string,
  out: string,
  asked?: { readonly vendor: Vendor; readonly env: Record<string, string> },
): Promise<Planned> {
  const flags = asked ? ['--provider', asked.vendor] : [];
  const argv = ['plan', '--from', 'raw', '--source-name', 'shop', ...flags];
  const { stdout, stderr } = await runCartridge([...argv, '--out', out], { cwd: projectDir, env: asked?.env ?? {} });
  const { files } = parsePlan(readFileSync(join(projectDir, out), 'utf8'), out);
  return {
    shown: `cartridge ${argv.join(' ')}\n${(stderr + stdout).replace(/ +[\d.,]+ m?s$/gm, '').trimEnd()}`,
    files: new Map(files.map(({ path, content }) => [path, content ?? ''])),
  };
}

/** One call: first the two texts that a person reads, then what stands around them. */
function exchange({ nth, method, path, headers, body, asked, reply }: VendorCall, address: string): string[] {
  const told = ['content-type', 'authorization', 'x-api-key', 'x-goog-api-key', 'anthropic-version'];
  const lines = told.flatMap((name) => (headers[name] === undefined ? [] : [`${name}: ${String(headers[name])}`]));
  const { system = '', prompt = '', schema = null } = asked ?? {};
  const written = sensible({ prompt });
  const around = replaced(body, [
    [system, '(the rules, above)'],
    [prompt, '(the tables, above)'],
    [schema, '(the shape of a reply: src/prompts/reply/reply-schema.ts)'],
  ]);
  return [
    `## Request ${nth}`,
    'The rules, the same for every call:',
    block('text', system),
    'What this call is about:',
    block('text', prompt),
    'As it is sent:',
    block(
      'text',
      [`${method} ${new URL(address).origin}${path}`, ...lines, '', JSON.stringify(around, null, 2)].join('\n'),
    ),
    `## Reply ${nth}`,
    'As it comes:',
    block(
      'text',
      JSON.stringify(replaced(JSON.parse(String(reply)), [[written, '(what the model wrote, below)']]), null, 2),
    ),
    'What the model wrote:',
    block('text', readable(written)),
  ];
}

/** A reply with a line for each item. */
function readable(text: string): string {
  const lists = Object.entries(JSON.parse(text) as Record<string, readonly unknown[]>);
  const shown = lists.map(([name, items]) =>
    items.length === 0
      ? `  "${name}": []`
      : `  "${name}": [\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`,
  );
  return `{\n${shown.join(',\n')}\n}`;
}

/** A JSON value with some of its parts named instead of told. */
function replaced(value: unknown, parts: readonly (readonly [unknown, string])[]): unknown {
  const part = parts.find(
    ([found]) => found !== null && found !== '' && JSON.stringify(found) === JSON.stringify(value),
  );
  if (part) return part[1];
  if (Array.isArray(value)) return value.map((one) => replaced(one, parts));
  if (!isMapping(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, replaced(one, parts)]));
}

function difference(before: Planned['files'], after: Planned['files']): string {
  const paths = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return paths
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) =>
      createTwoFilesPatch(`draft/${path}`, `plan/${path}`, before.get(path) ?? '', after.get(path) ?? '', '', '', {
        context: 1,
      }).replace(/^=+\n/, ''),
    )
    .join('')
    .trimEnd();
}

function block(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}${language}\n${text}\n${fence}`;
}
