import type { ProjectStatus } from '../../executor/read-status.ts';
import type { RunReport } from '../../executor/run-report.ts';
import type { Look } from '../screen.ts';
import { count, nameList } from './count.ts';
import { ago } from './duration.ts';
import { indented } from './layout.ts';
import { shortId } from './plan-summary.ts';
import { sentence } from './sentence.ts';

/** What the screen of `cartridge status` shows. */
export interface StatusView extends Omit<ProjectStatus, 'format_version'> {
  readonly waiting: { readonly plan_id: string; readonly created_at: string | null } | null;
  readonly now: Date;
  /** What must follow a proposed command to mean this project. */
  readonly reference: string;
}

/** What state things are in, the most pressing first. Pure. */
export function statusLines(view: StatusView, look: Look): string[] {
  const sentences = [...workLines(view, look), ...runLines(view), ...waitingLines(view)];
  return sentences.flatMap((sentence) => {
    const indent = /^ */.exec(sentence)?.[0].length ?? 0;
    return indented(sentence.slice(indent), indent, look.width);
  });
}

function workLines({ holder, problem }: StatusView, { colour }: Look): string[] {
  if (holder) {
    const who =
      holder.command === ''
        ? 'Another cartridge'
        : `cartridge ${holder.command} (process ${holder.pid} on ${holder.host})`;
    return [`${who} works here${holder.since === '' ? '' : ` since ${holder.since}`}.`];
  }
  if (!problem) return [];
  return [colour.red(sentence(problem.message)), `  ${problem.hint ?? ''}`];
}

function runLines({ run, progress, now, state }: StatusView): string[] {
  if (run === null) return ['Nothing was ever applied here.'];
  const lines = [sentence(runSentence(run, now))];
  if (run.error !== null && state !== 'working') lines.push(`  ${run.error.message}`);
  const edited = progress?.edited ?? [];
  if (edited.length > 0) {
    const what = edited.length === 1 ? '1 file was edited since' : `${count(edited.length, 'file')} were edited since`;
    lines.push(`  ${what}: ${nameList(edited)}`);
  }
  return lines;
}

function waitingLines({ waiting, now, state, reference }: StatusView): string[] {
  if (waiting === null || state !== 'idle') return [];
  const made = waiting.created_at === null ? '' : `, made ${ago(waiting.created_at, now)}`;
  return [`Plan ${shortId(waiting.plan_id)} waits to be applied${made}: cartridge apply${reference}`];
}

const RUN_WORDS: Readonly<Record<RunReport['status'], string>> = {
  started: 'is being prepared',
  publishing: 'stopped while it published',
  completed: 'applied',
  failed: 'failed and kept nothing',
  rolling_back: 'stopped while it was rolled back',
  rolled_back: 'was rolled back',
  rollback_incomplete: 'was rolled back but for files that were edited since',
};

/** `Run 2 applied plan 7f3a2c: 26 files, 2 minutes ago`. */
export function runSentence(run: RunReport, now: Date): string {
  const when = ago(run.ended_at ?? run.started_at, now);
  const files = count(run.files, 'file');
  if (run.status === 'completed') return `Run ${run.run_id} applied plan ${shortId(run.plan_id)}: ${files}, ${when}`;
  return `Run ${run.run_id} (plan ${shortId(run.plan_id)}, ${files}) ${RUN_WORDS[run.status]}, ${when}`;
}
