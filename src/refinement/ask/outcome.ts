import type { Warning } from '../../plan/plan.ts';
import { nameSome } from '../../planner/name-some.ts';
import type { KnownTable } from '../known/known.ts';

/** Why a part of the draft was not refined, or not wholly. */
const CAUSES = ['failed', 'refused', 'unreadable', 'cut', 'budget', 'timeout'] as const;
type LeftOut = (typeof CAUSES)[number];

/** One call that brought nothing, or not all. */
export interface Miss {
  readonly because: LeftOut;
  readonly tables: readonly KnownTable[];
  /** What the provider said. */
  readonly said: string | null;
}

const WORDS: Readonly<Record<LeftOut, string>> = {
  failed: 'the model could not be asked about',
  refused: 'the model would not answer about',
  unreadable: 'what the model answered could not be read about',
  cut: 'the answer of the model was cut about',
  budget: 'the budget of tokens was used up before',
  timeout: 'the time for the model was over before',
};

/** What a plan says of calls that brought nothing: one warning for each cause, the tables named. */
export function warningsOfMisses(misses: readonly Miss[]): Warning[] {
  return CAUSES.flatMap((because) => {
    const found = misses.filter((miss) => miss.because === because);
    if (found.length === 0) return [];
    const labels = [...new Set(found.flatMap(({ tables }) => tables.map(({ label }) => label)))].sort();
    const said = found.map((miss) => miss.said).find((each) => each !== null);
    const about = `${labels.length === 1 ? '1 table' : `${labels.length} tables`} (${nameSome(labels)})`;
    const rest = because === 'cut' ? 'what came whole was used' : 'they stay as the rules drafted them';
    const text = `${WORDS[because]} ${about}${said === undefined ? '' : `: ${said}`}; ${rest}`;
    return [{ code: `model_${because}`, text }];
  });
}
