import { CartridgeError, type ExitStatus } from '../../errors.ts';
import type { Call } from '../command.ts';

/** `cartridge demo`: an untidy shop becomes a dbt project that builds. */
export async function demo(call: Call): Promise<ExitStatus> {
  throw new CartridgeError({ code: 'INTERNAL', message: `${call.definition.name} is not written yet` });
}
