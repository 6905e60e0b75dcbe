import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../outside/package-folder.ts';

/** Version of this cartridge, from its package.json. */
export function cartridgeVersion(): string {
  const text = readFileSync(join(packageFolder(), 'package.json'), 'utf8');
  const found: unknown = JSON.parse(text);
  const version = typeof found === 'object' && found !== null && 'version' in found ? found.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
