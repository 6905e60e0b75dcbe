import { displayWidth, pad, padLeft } from './layout.ts';

/** A name with those that point to it and those that it points to. */
export interface Fork {
  readonly left: readonly string[];
  readonly middle: string;
  readonly right: readonly string[];
}

/**
 * Forks below each other, drawn with lines and arrows. All share their columns, so that their arrows end below each
 * other; one of several lines stands apart. Pure.
 */
export function drawForks(forks: readonly Fork[]): string[] {
  const left = Math.max(0, ...forks.flatMap((fork) => fork.left.map((name) => displayWidth(name))));
  const middle = Math.max(0, ...forks.map((fork) => displayWidth(fork.middle) + (fork.left.length > 0 ? left + 6 : 0)));
  const drawn = forks.map((fork) => drawFork(fork, { left, middle }));
  return drawn.flatMap((lines, index) => {
    const isApart = index > 0 && Math.max(lines.length, drawn[index - 1]?.length ?? 0) > 1;
    return isApart ? ['', ...lines] : lines;
  });
}

/** Widths of the names on the left, and of all that stands before the arrows. */
interface Columns {
  readonly left: number;
  readonly middle: number;
}

function drawFork({ left, middle, right }: Fork, columns: Columns): string[] {
  const height = Math.max(left.length, right.length, 1);
  const centre = Math.floor((height - 1) / 2);
  const from = spread(left, { height, centre });
  const to = spread(right, { height, centre });
  return Array.from({ length: height }, (_, row) => {
    const isCentre = row === centre;
    const name = from.get(row);
    const arm = name === undefined ? '  ' : ' ─';
    const entry = padLeft(name ?? '', columns.left) + arm + joint({ rows: from, centre, row, item: 'left' });
    const start = (left.length === 0 ? '' : entry + (isCentre ? '─> ' : '   ')) + (isCentre ? middle : '');
    const line = isCentre
      ? `${start} ${'─'.repeat(columns.middle + 2 - displayWidth(start))}`
      : pad(start, columns.middle + 3);
    const target = to.get(row);
    const exit = joint({ rows: to, centre, row, item: 'right' }) + (target === undefined ? '' : `─> ${target}`);
    return (right.length === 0 ? start : line + exit).trimEnd();
  });
}

/** Names by row, from the first row to the last; a single one in the centre. */
function spread(names: readonly string[], at: { height: number; centre: number }): Map<number, string> {
  const step = (at.height - 1) / (names.length - 1);
  return new Map(names.map((name, index) => [names.length === 1 ? at.centre : Math.round(index * step), name]));
}

const JOINTS: Readonly<Record<string, string>> = {
  'up down left right': '┼',
  'up down left': '┤',
  'up down right': '├',
  'up down': '│',
  'up left right': '┴',
  'down left right': '┬',
  'up left': '┘',
  'up right': '└',
  'down left': '┐',
  'down right': '┌',
  'left right': '─',
};

interface Joint {
  readonly rows: ReadonlyMap<number, string>;
  readonly centre: number;
  readonly row: number;
  /** Where the names are; the middle is on the other side. */
  readonly item: 'left' | 'right';
}

/** The character where the upright line between names and middle meets the arms of a row. */
function joint({ rows, centre, row, item }: Joint): string {
  const ends = [...rows.keys(), centre];
  const [top, bottom] = [Math.min(...ends), Math.max(...ends)];
  const has = {
    up: row > top && row <= bottom,
    down: row >= top && row < bottom,
    left: item === 'left' ? rows.has(row) : row === centre,
    right: item === 'right' ? rows.has(row) : row === centre,
  };
  const arms = (['up', 'down', 'left', 'right'] as const).filter((arm) => has[arm]);
  return JOINTS[arms.join(' ')] ?? ' ';
}
