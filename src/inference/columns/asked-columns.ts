import type { ColumnBelief } from '../beliefs.ts';
import type { NamedColumn } from '../names/column-names.ts';

const MOMENT = /^(?:at|ts|date|epoch|ms|us|time|timestamp|tstamp|datetime|unix|created|updated|modified|on)$/;

/** Whether the least and the greatest value may show that numbers or texts are moments. */
export function mayHoldMoments({ family, tokens }: NamedColumn): boolean {
  return (family === 'integer' || family === 'text') && MOMENT.test(tokens.at(-1) ?? '');
}

/** Whether its values decide what it is: an enumeration, or a yes-or-no that is no boolean. Never of personal columns. */
export function asksValues({ kind, pii }: ColumnBelief, column: NamedColumn | undefined): boolean {
  return pii === undefined && (kind === 'enum' || (kind === 'boolean' && column?.family !== 'boolean'));
}
