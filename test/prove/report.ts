import type { Proof } from './proof.ts';

/** Problems that are shown of one schema. */
const MOST_SHOWN = 12;

/** A proof in lines: its counts, then what was planted, what warned, what was not as it must be. */
export function proofLines(proof: Proof): string[] {
  const counts = (['tables', 'models', 'marts', 'tests'] as const).map(
    (what) => `${String(proof[what]).padStart(4)} ${what}`,
  );
  return [
    `${proof.problems.length === 0 ? 'ok  ' : 'BAD '} ${proof.name.padEnd(22)} ${counts.join(' ')}`,
    ...proof.faults.map((line) => `       planted: ${line}`),
    ...proof.warned.map((line) => `       warned: ${line}`),
    ...proof.problems.slice(0, MOST_SHOWN).map((line) => `       ${line.replaceAll('\n', ' ').slice(0, 400)}`),
    ...(proof.problems.length > MOST_SHOWN ? [`       and ${proof.problems.length - MOST_SHOWN} more`] : []),
  ];
}

/** The last line: totals, and how many proofs held. */
export function summaryLine(proofs: readonly Proof[]): string {
  const sum = (count: (proof: Proof) => number): number => proofs.reduce((total, proof) => total + count(proof), 0);
  const good = proofs.filter((proof) => proof.problems.length === 0);
  return [
    `proved: ${good.length} of ${proofs.length} schemas`,
    `${sum((proof) => proof.tables)} tables`,
    `${sum((proof) => proof.models)} models`,
    `${sum((proof) => proof.marts)} marts`,
    `${sum((proof) => proof.tests)} tests`,
    `${good.reduce((total, proof) => total + proof.faults.length, 0)} of ${sum((proof) => proof.faults.length)} planted faults found by exactly their tests`,
    `${sum((proof) => proof.warned.length)} warnings`,
  ].join(', ');
}
