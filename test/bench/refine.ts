import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { DEFAULT_STYLE, LAYERS } from '../../src/context/style.ts';
import { infer } from '../../src/inference/infer.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { chooseProvider } from '../../src/providers/choose-provider.ts';
import { costOf } from '../../src/providers/cost.ts';
import { modelFacts } from '../../src/providers/models.ts';
import { openProvider } from '../../src/providers/open-provider.ts';
import { estimateRefinement, refineDraft } from '../../src/refinement/refine-draft.ts';
import type { RefineInput, Refinement } from '../../src/refinement/refinement.ts';
import type { ReplyCache } from '../../src/store/reply-cache.ts';
import { reply } from '../helpers/fake-model.ts';
import { asking, memoryCache } from '../helpers/refine-input.ts';
import { projectContext } from '../helpers/existing-nodes.ts';
import { FAKES } from '../helpers/vendors/bare-sdks.ts';
import type { VendorServer } from '../helpers/vendors/vendor-server.ts';
import { wideCatalog } from './wide-catalog.ts';

const TABLES = 1_000;
/** What a small account has at a vendor. */
const LIMITS = { requests: 500, tokens: 1_000_000 };
/** Milliseconds of a reply: a model thinks, then writes about 80 tokens a second. */
const latencyMs = (nth: number): number => 3_000 + ((nth * 7919) % 5_000);

/**
 * A plan of 1,000 tables refined through each vendor's fake, with the latency and the limits of a real one: calls, tokens, cost,
 * and wall time against the sum of the latencies; then the same again, and with one table changed.
 */
export async function* measureRefinement(): AsyncGenerator<string> {
  const catalog = wideCatalog(TABLES);
  const input = refineInputOf(catalog);
  const { calls, input_tokens } = estimateRefinement(input);
  yield `\nrefining ${TABLES} tables of 20 columns: ${calls} calls, about ${input_tokens} tokens in by our own count`;
  const [first, ...others] = catalog.tables;
  if (!first) return;
  const changed = { ...first, columns: [...first.columns, { name: 'loyalty_pts', type: 'integer' }] };
  for (const vendor of ['openai', 'anthropic', 'gemini'] as const) {
    const server = await FAKES[vendor].start({
      respond: ({ prompt }) => describeAll(prompt),
      latencyMs,
      limits: LIMITS,
    });
    try {
      const cache = memoryCache();
      const run = (about: RefineInput) => refineOnce(vendor, { input: about, server, cache });
      yield lineOf(`${vendor}, first`, vendor, await run(input));
      yield lineOf(`${vendor}, again`, vendor, await run(input));
      yield lineOf(
        `${vendor}, one table changed`,
        vendor,
        await run(refineInputOf({ ...catalog, tables: [changed, ...others] })),
      );
    } finally {
      await server.close();
    }
  }
}

interface Run {
  readonly refinement: Refinement;
  readonly ms: number;
  /** All replies waited for one after the other. */
  readonly latency: number;
  readonly atOnce: number;
}

async function refineOnce(
  vendor: 'openai' | 'anthropic' | 'gemini',
  { input, server, cache }: { input: RefineInput; server: VendorServer; cache: ReplyCache },
): Promise<Run> {
  const { key, model } = FAKES[vendor];
  const env = { OPENAI_API_KEY: key, ANTHROPIC_API_KEY: key, GEMINI_API_KEY: key };
  const chosen = chooseProvider({ wanted: vendor, model, baseUrl: server.url, env });
  if ('problems' in chosen) throw new Error(chosen.problems[0].message);
  const provider = openProvider(chosen, { now: Date.now });
  const before = server.calls.length;
  const started = performance.now();
  const refinement = await refineDraft(input, asking({ provider, cache, timeoutMs: 600_000 }));
  const ms = performance.now() - started;
  const latency = server.calls
    .slice(before)
    .reduce((sum, call) => sum + (call.endedAt ?? call.startedAt) - call.startedAt, 0);
  return { refinement, ms, latency, atOnce: server.atOnce() };
}

function lineOf(
  name: string,
  vendor: 'openai' | 'anthropic' | 'gemini',
  { refinement, ms, latency, atOnce }: Run,
): string {
  const { usage, deltas, warnings } = refinement;
  const cost = costOf(usage, modelFacts(vendor, FAKES[vendor].model));
  const { calls, input_tokens, cached_input_tokens, output_tokens } = usage;
  const tokens = `${input_tokens} tokens in (${cached_input_tokens} cached), ${output_tokens} out`;
  const speed = calls === 0 ? '' : `, ${(latency / ms).toFixed(1)} x faster than one by one, ${atOnce} at once`;
  const paid = cost === null ? '' : `, $${cost.toFixed(3)}`;
  const said = warnings.map(({ code }) => code).join(' ');
  return `${name}: ${calls} calls, ${tokens}${paid}; ${(ms / 1_000).toFixed(1)} s${speed}; ${deltas.length} deltas ${said}`;
}

/** A description of each table, as long as a model's are. */
function describeAll(prompt: string): string {
  const tables = [...prompt.matchAll(/^(\d+) \S/gm)].map((match) => Number(match[1]));
  const descriptions = tables.map((table) => ({
    table,
    column: 0,
    text: `What the business keeps of number ${table} and of what ${prompt.length} is about`,
  }));
  return JSON.stringify(reply({ descriptions }));
}

function refineInputOf(catalog: Catalog): RefineInput {
  const { beliefs } = infer(catalog, NO_EVIDENCE);
  const names = { tableNames: new Map(), takenNames: [] };
  const draft = draftPlan({ catalog, beliefs, style: DEFAULT_STYLE, adapter: 'duckdb', layers: LAYERS, ...names });
  const about = { kept: [], request: null, businessContext: null, history: { built: [], refused: [] } };
  return { catalog, beliefs, context: projectContext(), draft, ...about };
}
