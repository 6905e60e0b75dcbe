import { expect, it } from 'vitest';
import { onboardingReportSchema } from '../../src/report/report.ts';
import { temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';
import { smallShop } from '../helpers/small-shop.ts';
import { FAKES } from '../helpers/vendors/bare-sdks.ts';
import type { VendorOptions } from '../helpers/vendors/vendor-server.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';

async function report(options: VendorOptions) {
  const cwd = temporaryFolder();
  writeTree(cwd, { 'shop.json': JSON.stringify(smallShop()) });
  await runCartridge(['plan', '--from', 'shop.json'], { cwd });
  await runCartridge(['apply', '--yes', '--verify', 'static'], { cwd });
  const fake = await startFake('anthropic', options);
  const asking = ['report', '--provider', 'anthropic', '--base-url', fake.url, '--json'];
  const { status, stdout } = await runCartridge(asking, { cwd, env: { ANTHROPIC_API_KEY: FAKES.anthropic.key } });
  return { status, report: onboardingReportSchema.parse(JSON.parse(stdout)), fake };
}

it('adds the words of a model behind those of the rules, marked as its own', async () => {
  const reflection = { summary: 'Two tables\nare staged.', suggestions: ['Add freshness to orders.', ' '] };
  const { status, report: made, fake } = await report({ respond: () => JSON.stringify(reflection) });
  expect(status).toBe(0);
  expect(made.summary).toBe('Two tables are staged.');
  expect(made.suggestions.filter(({ by }) => by === 'model')).toEqual([
    { by: 'model', code: 'model_suggests', text: 'Add freshness to orders.' },
  ]);
  expect(made.suggestions[0]?.by).toBe('rules');
  expect(JSON.stringify(fake.calls[0]?.body)).toContain('2 of 2 tables');
});

it('tells that the model said nothing of use, and reports by rules', async () => {
  const { status, report: made } = await report({ respond: () => ({ stop: 'refused', text: '' }) });
  expect(status).toBe(0);
  expect(made.summary).toBeNull();
  expect(made.suggestions.at(-1)).toMatchObject({ by: 'rules', code: 'model_silent' });
});
