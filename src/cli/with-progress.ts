import type { OnEvent } from '../events.ts';
import type { Call } from './command.ts';
import { openProgressLine } from './progress-line.ts';
import { warningLines } from './words/event-lines.ts';
import { progressText } from './words/progress-text.ts';

/** Does work that reads: what it is about stands on the progress line meanwhile, warnings stay above it. */
export async function withProgress<T>(
  { io, screen }: Pick<Call, 'io' | 'screen'>,
  work: (onEvent: OnEvent) => Promise<T>,
): Promise<T> {
  const progress = openProgressLine(io);
  const onEvent: OnEvent = (event) => {
    if (event.type === 'warning') {
      progress.clear();
      screen.note(warningLines(event.message, screen.noteLook));
    }
    const text = progressText(event, 0);
    if (text !== undefined) progress.show(text);
  };
  return await work(onEvent).finally(progress.clear);
}
