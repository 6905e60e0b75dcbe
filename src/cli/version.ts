import { readFileSync } from 'node:fs';

/** Version of this cartridge, from its package.json, which is two folders up both in src/ and in dist/. */
export function cartridgeVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const found: unknown = JSON.parse(text);
  const version = typeof found === 'object' && found !== null && 'version' in found ? found.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
