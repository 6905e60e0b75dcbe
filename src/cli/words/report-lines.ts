import type { Share } from '../../planner/coverage/report.ts';
import type { OnboardingReport, Suggestion } from '../../report/report.ts';
import type { Look } from '../screen.ts';
import { count, grouped, nameList } from './count.ts';
import { ago } from './duration.ts';
import { labelled } from './layout.ts';
import { shortId } from './plan-summary.ts';
import { STATUS_WORDS } from './run-status.ts';

const COLUMN = 14;
/** Suggestions that fit a screen; `--json` has all of them. */
const SHOWN = 10;

/** What a run built, how much is covered, what the tests said, and what to do next. Pure. */
export function reportLines(report: OnboardingReport, now: Date, look: Look): string[] {
  const { run, plan, goals, questions, summary } = report;
  const heading = `Run ${run.run_id}   ${plan.name} (plan ${shortId(plan.plan_id)}), ${STATUS_WORDS[run.status]} ${ago(run.ended_at ?? run.started_at, now)}`;
  const row = (label: string, text: string): string[] => labelled(label, text, { column: COLUMN, width: look.width });
  return [
    look.colour.bold(heading),
    ...(plan.request === null ? [] : row('request', plan.request)),
    ...row('drafted by', drafter(plan.provider)),
    '',
    ...row('built', builtText(report)),
    ...row('covered', coveredText(report.coverage)),
    ...row('tests', testsText(report, now)),
    ...goals.flatMap(({ text, status, reason }, index) =>
      row(index === 0 ? 'goals' : '', `${status ?? 'open'}: ${text}${reason === undefined ? '' : ` (${reason})`}`),
    ),
    ...(questions.length === 0
      ? []
      : row(
          'open',
          `${count(questions.length, 'question')}: ${nameList(
            questions.map(({ id }) => id),
            3,
          )}`,
        )),
    ...(summary === null ? [] : ['', ...row('in words', summary)]),
    ...suggestionLines(report.suggestions, look),
  ];
}

function drafter({ name, model }: OnboardingReport['plan']['provider']): string {
  return name === 'offline'
    ? 'the rules, offline'
    : `the rules, refined by ${name}${model === undefined ? '' : ` ${model}`}`;
}

function builtText({ built }: OnboardingReport): string {
  const byLayer = new Map<string, number>();
  for (const { layer } of built) byLayer.set(layer, (byLayer.get(layer) ?? 0) + 1);
  const parts = [...byLayer].map(([layer, number]) => `${grouped(number)} ${layer}`);
  const columns = built.reduce((sum, each) => sum + each.columns, 0);
  return parts.length === 0 ? 'nothing' : `${parts.join(', ')}; ${count(columns, 'column')}`;
}

function coveredText({ tables, columns, keys, relationships }: OnboardingReport['coverage']): string {
  const share = ({ covered, of }: Share, noun: string): string => `${grouped(covered)} of ${count(of, noun)}`;
  return [
    share(tables, 'table'),
    share(columns, 'column'),
    share(keys, 'key'),
    share(relationships, 'relationship'),
  ].join(', ');
}

function testsText({ tests }: OnboardingReport, now: Date): string {
  if (tests.ran_at === null) return `${grouped(tests.written)} written, not run since`;
  const results = [
    `${grouped(tests.passed)} passed`,
    ...(tests.warned > 0 ? [`${grouped(tests.warned)} warned`] : []),
    ...(tests.failed > 0 ? [`${grouped(tests.failed)} failed`] : []),
    ...(tests.skipped > 0 ? [`${grouped(tests.skipped)} skipped`] : []),
  ];
  return `${grouped(tests.written)} written; ${results.join(', ')} (dbt ${ago(tests.ran_at, now)})`;
}

function suggestionLines(suggestions: readonly Suggestion[], { colour, width }: Look): string[] {
  const shown = suggestions.slice(0, SHOWN);
  const rest = suggestions.length - shown.length;
  const lines = shown.flatMap(({ by, text, command }, index) => [
    ...labelled(index === 0 ? 'Next' : '', `${text}${by === 'model' ? ' (the model)' : ''}`, { column: COLUMN, width }),
    ...(command === undefined ? [] : [`${' '.repeat(COLUMN)}${colour.cyan(command)}`]),
  ]);
  const more = rest > 0 ? [`${' '.repeat(COLUMN)}and ${count(rest, 'more suggestion')}, with --json`] : [];
  return lines.length === 0 ? [] : ['', ...lines, ...more];
}
