/** Order of two versions of dbt, `1.10.2` after `1.9`: negative, 0 or positive. What follows the numbers (`rc1`) is not told apart. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [numbersOf(a), numbersOf(b)];
  for (let at = 0; at < 3; at++) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

export function isAtLeast(version: string, least: string): boolean {
  return compareVersions(version, least) >= 0;
}

/** The lowest of some versions; undefined of none. */
export function lowestVersion(versions: readonly string[]): string | undefined {
  return [...versions].sort(compareVersions)[0];
}

/** The versions that a requirement allows, as far as it matters: from which one on, and whether only that one. */
export interface VersionBound {
  readonly version: string;
  readonly is_exact: boolean;
}

/** Reads `==1.9.1`, `~=1.9`, `^1.8.0`, `>=1.8,<2.0`, `1.7.3`, `1.9.*`; null where it sets no lower bound. Pure. */
export function readRequirement(text: string): VersionBound | null {
  const bounds = text.split(',').flatMap((part): VersionBound[] => {
    const match = /^\s*([=~<>!^]*)\s*v?(\d+(?:\.\d+)*)([.\w*+-]*)\s*$/.exec(part);
    const [, operator = '', version = '', rest = ''] = match ?? [];
    if (!match || /[<!]/.test(operator)) return [];
    return [{ version, is_exact: /^=*$/.test(operator) && !rest.includes('*') && version.split('.').length > 2 }];
  });
  return bounds.sort((a, b) => compareVersions(b.version, a.version))[0] ?? null;
}

function numbersOf(version: string): number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);
}
