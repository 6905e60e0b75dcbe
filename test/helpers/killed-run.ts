import { realDisk } from '../../src/outside/disk.ts';
import { crashPlan, recover } from './crash-scenario.ts';
import { watchedDisk, writeHalf } from './failing-disk.ts';
import { applyQuietly } from './run-options.ts';

/**
 * A process of its own for tests, which does one thing in a project and kills itself at a given call:
 * `node --import tsx killed-run.ts <apply|resume|rollback|hold> <project> <number of the call; 0: never>`.
 * `hold` takes the lock, says so, and waits to be killed.
 */
const [command, project = '', number] = process.argv.slice(2);
const at = Number(number);
const disk = watchedDisk(async (call, name, args) => {
  if (call !== at) return;
  if (at % 3 === 0) await writeHalf(name, args);
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => {}); // the signal is on its way
});

if (command === 'apply') await applyQuietly(project, crashPlan, { disk });
if (command === 'resume' || command === 'rollback') await recover(command, project, disk);
if (command === 'hold') {
  const verify = async () => {
    process.stdout.write('verifying\n');
    setInterval(() => {}, 1_000);
    return new Promise<never>(() => {});
  };
  await applyQuietly(project, crashPlan, { disk: realDisk, verify });
}
