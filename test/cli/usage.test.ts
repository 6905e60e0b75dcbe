import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/command-table.ts';
import { displayWidth } from '../../src/cli/words/layout.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';

it('lists every command by group', async () => {
  const { status, stdout, stderr } = await runCartridge(['--help']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatchSnapshot();
});

it('shows help on standard error and counts it as a fault when nothing was asked', async () => {
  const { status, stdout, stderr } = await runCartridge([]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('Usage: cartridge <command> [options]');
});

it('tells its version', async () => {
  for (const flag of ['--version', '-V']) {
    expect((await runCartridge([flag])).stdout).toMatch(/^cartridge \d+\.\d+\.\d+\n$/);
  }
});

it.each(COMMANDS.map((command) => [command.name, command] as const))(
  'helps with %s: a screen with two real examples, also at 60 columns',
  async (name, command) => {
    const wide = await runCartridge([name, '--help']);
    expect(wide.status).toBe(0);
    expect(wide.stdout).toMatch(new RegExp(`^Usage: cartridge ${name}`));
    for (const example of command.examples) expect(wide.stdout).toContain(example.command);
    expect(wide.stdout.split('\n').length).toBeLessThanOrEqual(50);
    const narrow = await runCartridge([name, '--help'], { terminal: { columns: 60 }, env: { NO_COLOR: '1' } });
    const tooLong = narrow.stdout.split('\n').filter((line) => displayWidth(line) > 60);
    // An example is one line to copy, whatever its length.
    expect(tooLong.filter((line) => !command.examples.some((example) => line.includes(example.command)))).toEqual([]);
  },
);

it('understands its own examples', async () => {
  for (const command of COMMANDS) {
    for (const example of command.examples) {
      const words = example.command
        .replace(/ >>? .*/, '')
        .split(' ')
        .slice(1);
      const { stdout, status } = await runCartridge([...words, '--help']);
      expect({ status, usage: stdout.split('\n')[0] }).toMatchObject({ status: 0 });
    }
  }
});

it.each([
  [
    ['plna'],
    'error: unknown command "plna"                                                                  USAGE\n' +
      '  Did you mean plan? cartridge --help lists what there is.\n',
  ],
  [
    ['plan', '--otu', 'plan.json'],
    'error: unknown option "--otu"                                                                  USAGE\n' +
      '  Did you mean --out? cartridge plan --help lists what there is.\n',
  ],
  [
    ['apply', '--verify', 'bnid'],
    'error: --verify cannot be "bnid"                                                               USAGE\n' +
      '  It takes auto, off, static, bind, parse, build.\n',
  ],
  [
    ['plan'],
    'error: plan needs --from: what the raw tables are read from                                    USAGE\n' +
      '  A DuckDB file, a folder or glob of CSV, Parquet or JSON files, or a catalog file:\n' +
      '    cartridge plan --from shop.duckdb\n',
  ],
  [
    ['plan', '--from', 'x', '--layers', 'staging,mart'],
    'error: there is no layer "mart"                                                                USAGE\n' +
      '  Layers are staging, intermediate, marts: --layers staging,marts\n',
  ],
  [
    ['plan', 'shop.duckdb'],
    'error: plan needs --from: what the raw tables are read from                                    USAGE\n' +
      '  A DuckDB file, a folder or glob of CSV, Parquet or JSON files, or a catalog file:\n' +
      '    cartridge plan --from shop.duckdb\n',
  ],
  [
    ['completion', 'fishh'],
    'error: shell cannot be "fishh"; did you mean fish?                                             USAGE\n' +
      '  It takes bash, zsh, fish.\n',
  ],
  [
    ['completion'],
    'error: completion needs the name of a shell                                                    USAGE\n' +
      '  cartridge completion bash, zsh or fish\n',
  ],
])('refuses %j', async (argv, stderr) => {
  expect(await runCartridge(argv)).toEqual({ status: 2, stdout: '', stderr });
});

it('says which variable a provider lacks, before anything is read', async () => {
  expect(await runCartridge(['plan', '--from', 'x', '--provider', 'openai'])).toEqual({
    status: 1,
    stdout: '',
    stderr:
      'error: OpenAI was asked for and OPENAI_API_KEY is not set, or empty             PROVIDER_KEY_MISSING\n' +
      '  Set OPENAI_API_KEY, or leave out --provider to plan offline. A server of your own needs none:\n' +
      '  --base-url or OPENAI_BASE_URL, such as http://localhost:11434/v1.\n',
  });
});

it('refuses flags about a model where no model is asked', async () => {
  const { status, stderr } = await runCartridge(['plan', '--from', 'x', '--budget', '100k']);
  expect(status).toBe(2);
  expect(stderr).toContain('--budget needs a provider: without one no model is asked');
});

it('takes global flags before and after the command', async () => {
  const before = await runCartridge(['--project-dir', 'x.txt', 'status']);
  const after = await runCartridge(['status', '--project-dir', 'x.txt']);
  expect(before).toEqual(after);
});
