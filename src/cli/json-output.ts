import type { Event } from '../events.ts';
import type { Call } from './command.ts';
import { cartridgeVersion } from './version.ts';

/** Version of what `--json` prints. */
const JSON_FORMAT_VERSION = '1.0';

/** First line of a stream of JSON lines; nothing for a command that prints one document. */
export function printJsonStart(call: Call): void {
  if (call.definition.json !== 'lines') return;
  const { name } = call.definition;
  printJsonLine(call, {
    type: 'version',
    format_version: JSON_FORMAT_VERSION,
    cartridge: cartridgeVersion(),
    command: name,
  });
}

/** One event as one line. */
export function printJsonLine({ io }: Pick<Call, 'io'>, event: Event): void {
  io.stdout.write(`${JSON.stringify(event)}\n`);
}

/** Last line of a stream, or the document of a command that failed to answer. */
export function printJsonEnd(call: Call, result: { readonly status: string; readonly [key: string]: unknown }): void {
  if (call.definition.json === 'lines') printJsonLine(call, { type: 'result', ...result });
  else call.screen.printDocument({ format_version: JSON_FORMAT_VERSION, ...result });
}
