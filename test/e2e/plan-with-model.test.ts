import { expect, it } from 'vitest';
import { runCartridge } from '../helpers/run-cartridge.ts';
import { FAKES } from '../helpers/vendors/bare-sdks.ts';
import { newProject, PLAN } from '../helpers/vendors/plans-with.ts';
import { sensible } from '../helpers/vendors/sensible-model.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';

it('sends nothing unless asked, whatever keys are there', async () => {
  const server = await startFake('openai');
  const projectDir = newProject();
  const env = { OPENAI_API_KEY: FAKES.openai.key, OPENAI_BASE_URL: server.url };
  await runCartridge([...PLAN, '--project-dir', projectDir], { cwd: projectDir, env });
  expect(server.calls).toEqual([]);
});

it('shows exactly what would go out, and sends nothing', async () => {
  const projectDir = newProject();
  const server = await startFake('openai', { respond: sensible });
  const env = { OPENAI_API_KEY: FAKES.openai.key, OPENAI_BASE_URL: server.url };
  const argv = [...PLAN, '--project-dir', projectDir, '--provider', 'openai'];
  const shown = await runCartridge([...argv, '--show-prompt'], { cwd: projectDir, env });
  expect([shown.status, server.calls.length]).toEqual([0, 0]);
  expect(shown.stdout + shown.stderr).not.toContain(FAKES.openai.key);
  await runCartridge(argv, { cwd: projectDir, env });
  const { asked } = server.calls[0] ?? {};
  expect(shown.stdout).toContain(asked?.system);
  expect(shown.stdout).toContain(asked?.prompt);
  // Names and types go out, rows never.
  expect(asked?.prompt).toContain('acct_nm');
  expect(JSON.stringify(server.calls)).not.toMatch(/Name 7|void/);
});

it('is applied as any plan is, and made again the same without a model: what a model said is kept with the project', async () => {
  const server = await startFake('anthropic', { respond: sensible });
  const projectDir = newProject();
  const env = { ANTHROPIC_API_KEY: FAKES.anthropic.key, ANTHROPIC_BASE_URL: server.url };
  const run = (...argv: string[]) => runCartridge([...argv, '--project-dir', projectDir], { cwd: projectDir, env });
  await run(...PLAN, '--provider', 'anthropic');
  const applied = await run('apply', 'plan.json', '--yes', '--verify', 'bind');
  expect([applied.status, applied.stderr]).toEqual([0, '']);
  const again = await run(...PLAN);
  expect(again.stdout).toMatch(/^No changes\. 7 of 7 tables are covered/);
  expect(server.calls.length).toBe(1);
});

it('spends no more than the budget, and says what was left out', async () => {
  const server = await startFake('gemini', { respond: sensible });
  const projectDir = newProject();
  const env = { GEMINI_API_KEY: FAKES.gemini.key, GEMINI_BASE_URL: server.url };
  const argv = [...PLAN, '--project-dir', projectDir, '--provider', 'gemini', '--budget', '100'];
  const { status, stdout } = await runCartridge(argv, { cwd: projectDir, env });
  expect([status, server.calls]).toEqual([0, []]);
  expect(stdout).toContain('the budget of tokens was used up before 7 tables');
});
