import type { Event } from '../../events.ts';
import { grouped } from './count.ts';
import { exactDuration } from './duration.ts';

const STAGE_WORDS: Readonly<Record<string, string>> = {
  scan: 'reading the project',
  read: 'reading the raw tables',
  infer: 'inferring keys, relationships and roles',
  draft: 'drafting',
  refine: 'asking the model',
  render: 'rendering',
  seal: 'sealing the plan',
  shadow: 'copying the project',
  verify: 'verifying',
  publish: 'publishing',
  rollback: 'putting back',
};
/** What takes time is dbt, so it is named. */
const CHECK_WORDS: Readonly<Record<string, string>> = { parse: 'dbt parse', build: 'dbt build' };
/** Before this much time has passed, an estimate of what is left would be a guess. */
const ESTIMATE_AFTER_MS = 2000;

/** What the progress line says of an event, or undefined if the event is none of its business. */
export function progressText(event: Event, elapsedMs: number): string | undefined {
  if (event.type === 'stage' && event.status === 'started') {
    return [STAGE_WORDS[event.stage] ?? event.stage, ...(event.detail === undefined ? [] : [event.detail])].join('   ');
  }
  if (event.type !== 'progress') return undefined;
  if (event.stage === 'verify') return `verifying   ${CHECK_WORDS[event.detail ?? ''] ?? event.detail ?? ''}`;
  const words = [
    STAGE_WORDS[event.stage] ?? event.stage,
    ...(event.detail === undefined ? [] : [event.detail]),
    `${grouped(event.done)} of ${grouped(event.total)}`,
  ];
  if (event.done > 0 && event.done < event.total && elapsedMs >= ESTIMATE_AFTER_MS) {
    words.push(`about ${exactDuration((elapsedMs / event.done) * (event.total - event.done))} left`);
  }
  return words.join('   ');
}
