import type { Shadow } from '../shadow/read-shadow.ts';

/**
 * Why a build could reach beyond its throw-away database, in words; null where nothing in the project's files can. Hooks
 * run any SQL, external models write files, Python models run any code. Pure.
 */
export function whyNotBuild({ files }: Shadow): string | null {
  if (!files.some(({ path }) => path === 'profiles.yml')) {
    return 'the profile is not in the project folder, so that where it writes cannot be changed';
  }
  for (const { path, content } of files) {
    if (path.endsWith('.py')) return `${path} runs Python, which could write anywhere`;
    if (!/\.(?:sql|ya?ml)$/.test(path)) continue;
    const reason = REACHES.find(({ pattern }) => pattern.test(content));
    if (reason) return `${path} ${reason.what}`;
  }
  return null;
}

const REACHES = [
  {
    pattern: /\b(?:pre|post)[-_]hook['"]?\s*[:=]|^\s*on-run-(?:start|end)\s*:/m,
    what: 'has hooks, which could write anywhere',
  },
  { pattern: /materialized['"]?\s*[:=]\s*['"]?external\b/, what: 'makes an external model, which writes files' },
  { pattern: /\brun_query\s*\(|{%-?\s*call\s+statement\b/, what: 'runs SQL of its own, which could write anywhere' },
];
