import type { ExecutionPlan } from '../plan/plan.ts';
import type { OnboardingReport, Suggestion } from './report.ts';

/** What suggestions are made of. */
export type Suggesting = Omit<OnboardingReport, 'suggestions' | 'summary'>;

/** What to do next, by rules: what failed first, then what is unsure, then what is missing. Pure. */
export function suggest(report: Suggesting, plan: ExecutionPlan): Suggestion[] {
  if (report.run.status === 'rolled_back') {
    return [{ by: 'rules', code: 'rolled_back', text: 'The run was rolled back: nothing of it stands any more.' }];
  }
  return [
    ...ofTests(report),
    ...ofGoals(report),
    ...ofQuestions(report),
    ...ofUnsureTests(plan),
    ...ofCoverage(report, plan),
  ];
}

function ofTests({ tests }: Suggesting): Suggestion[] {
  if (tests.ran_at === null) {
    if (tests.written === 0) return [];
    const text = 'dbt has not run since: its tests say whether the data is as the plan believes.';
    return [{ by: 'rules', code: 'not_built', text, command: 'dbt build' }];
  }
  return tests.failures.map(({ name, status, failing_rows, message }): Suggestion => {
    const rows = failing_rows === null || failing_rows === 0 ? '' : ` on ${failing_rows} rows`;
    const what = status === 'warn' ? 'warns' : 'fails';
    const why = failing_rows === null && message !== null ? `: ${message}` : '';
    return { by: 'rules', code: `test_${status}`, text: `The test ${name} ${what}${rows}${why}.` };
  });
}

function ofGoals({ goals }: Suggesting): Suggestion[] {
  return goals
    .filter(({ status }) => status === 'unmet' || status === 'partly')
    .map(({ text, status, reason }): Suggestion => {
      const missed = status === 'unmet' ? 'is not met' : 'is met in part';
      return {
        by: 'rules',
        code: 'goal_open',
        text: `The goal "${text}" ${missed}${reason === undefined ? '' : `: ${reason}`}.`,
      };
    });
}

function ofQuestions({ questions }: Suggesting): Suggestion[] {
  const [first] = questions;
  if (!first) return [];
  const more = questions.length === 1 ? '' : ` (and ${questions.length - 1} more)`;
  return [
    {
      by: 'rules',
      code: 'questions_left',
      text: `A question is open: ${first.about}${more}`,
      command: 'cartridge show --questions > answers.yml',
    },
  ];
}

/** Tests that only warn, since what they test is only probable. */
function ofUnsureTests({ actions }: ExecutionPlan): Suggestion[] {
  const models = actions
    .filter(({ spec }) => JSON.stringify(spec).includes('"severity":"warn"'))
    .map(({ name }) => name);
  if (models.length === 0) return [];
  const named = models.slice(0, 3).join(', ');
  const more = models.length > 3 ? ` and ${models.length - 3} more` : '';
  return [
    {
      by: 'rules',
      code: 'unsure_tests',
      text: `Tests of ${named}${more} only warn, since what they test is probable and not sure: raise those that you know to hold.`,
    },
  ];
}

function ofCoverage({ coverage }: Suggesting, { catalog }: ExecutionPlan): Suggestion[] {
  const { tables, keys } = coverage;
  const [input] = catalog.inputs;
  const suggestions: Suggestion[] = [];
  if (tables.covered < tables.of && input !== undefined) {
    const text = `${tables.of - tables.covered} of ${tables.of} raw tables are not covered.`;
    suggestions.push({ by: 'rules', code: 'tables_left', text, command: `cartridge check --from ${input}` });
  }
  if (keys.covered < keys.of) {
    const text = `${keys.of - keys.covered} of ${keys.of} keys are not tested.`;
    suggestions.push({ by: 'rules', code: 'keys_untested', text });
  }
  return suggestions;
}
