import type { Environment } from './command.ts';

/** Longest message that is handed on; what another program prints has no bound of its own. */
const LONGEST = 2_000;

/**
 * Words of another program, fit for an error or a log: without the values of secret variables, without passwords in
 * addresses, without colour codes and control characters, and of bounded length.
 */
export function redact(text: string, env: Environment): string {
  let clean = withoutControls(text).replaceAll(/(:\/\/[^\s:/@]+):[^\s@/]+@/g, '$1:***@');
  for (const secret of secretsOf(env)) clean = clean.replaceAll(secret, '***');
  return clean.length <= LONGEST ? clean : `${clean.slice(0, LONGEST)} ...`;
}

const SECRET_NAME = /pass|secret|token|credential|key/i;
/** Shorter values are words of everyday text. */
const SHORTEST_SECRET = 6;

function secretsOf(env: Environment): string[] {
  return Object.entries(env)
    .flatMap(([name, value]) => (value !== undefined && SECRET_NAME.test(name) ? [value] : []))
    .filter((value) => value.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
}

function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters to take out
  return text.replaceAll(/\u001B\[[0-9;]*[A-Za-z]/g, '').replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '');
}
