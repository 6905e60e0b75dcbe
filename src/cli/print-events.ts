import type { Event, OnEvent } from '../events.ts';
import type { Call } from './command.ts';
import { costOfModel } from './cost-of-plan.ts';
import { printJsonLine } from './json-output.ts';
import { optionFlag } from './option-values.ts';
import { openProgressLine } from './progress-line.ts';
import { eventLines, warningLines } from './words/event-lines.ts';
import { estimateLines } from './words/refinement-lines.ts';
import { progressText } from './words/progress-text.ts';

export interface EventPrinter {
  readonly onEvent: OnEvent;
  /** Takes the progress line away; call it before printing anything else. */
  readonly end: () => void;
  /** Milliseconds that a stage took, once it has finished. */
  readonly stageMs: (stage: string) => number | undefined;
}

/** Prints events as they happen: JSON lines with `--json`; else a line a step, and what goes on now on a terminal. */
export function printEvents(call: Call): EventPrinter {
  const took = new Map<string, number>();
  const print = optionFlag(call.options, 'json') ? jsonPrinter(call) : peoplePrinter(call);
  return {
    onEvent: (event) => {
      if (event.type === 'stage' && event.status === 'finished' && event.ms !== undefined)
        took.set(event.stage, event.ms);
      print.onEvent(event);
    },
    end: print.end,
    stageMs: (stage) => took.get(stage),
  };
}

type Printer = Pick<EventPrinter, 'onEvent' | 'end'>;

function jsonPrinter(call: Call): Printer {
  return { onEvent: (event) => printJsonLine(call, event), end: () => {} };
}

function peoplePrinter({ io, screen }: Call): Printer {
  const progress = openProgressLine(io);
  let stageStarted = io.now().getTime();
  const onEvent = (event: Event): void => {
    if (event.type === 'stage' && event.status === 'started') stageStarted = io.now().getTime();
    const lines = eventLines(event, screen.look);
    if (lines.length > 0 || event.type === 'warning' || event.type === 'estimate') progress.clear();
    screen.print(lines);
    if (event.type === 'estimate') screen.note(estimateLines(event, costOfEstimate(event)));
    if (event.type === 'warning') screen.note(warningLines(event.message, screen.noteLook));
    const text = progressText(event, io.now().getTime() - stageStarted);
    if (text !== undefined) progress.show(text);
  };
  return { onEvent, end: progress.clear };
}

/** What the calls cost that go out first, if nothing of them is cached and nothing comes back. */
function costOfEstimate({ provider, model, calls, input_tokens }: Extract<Event, { type: 'estimate' }>): number | null {
  return costOfModel(provider, model, { input_tokens, cached_input_tokens: 0, output_tokens: 0, calls });
}
