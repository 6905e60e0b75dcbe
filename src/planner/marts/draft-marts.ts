import { refOf, tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { ExistingModel } from '../../context/context.ts';
import type { Layer, Style } from '../../context/style.ts';
import type { Beliefs } from '../../inference/beliefs.ts';
import type { DraftAction, NameRegistry, StagedTable } from '../draft.ts';
import { modelName } from '../names.ts';
import { cleanName } from '../clean-name.ts';
import { plural as pluralOf } from '../inflect.ts';
import type { MartFinder } from '../existing/existing-marts.ts';
import { totalsSpec } from './child-totals.ts';
import type { ChildTotals } from './child-totals.ts';
import type { Dimension, Dimensions } from './dimension-tests.ts';
import { existingDimension, ownDimension } from './dimension-tests.ts';
import { grainOf } from './grain.ts';
import { reasonOfMart } from './describe-mart.ts';
import { martSpec } from './mart-spec.ts';
import type { MartTable } from './mart-table.ts';
import type { PlannedMart } from './plan-mart.ts';
import { planMart } from './plan-mart.ts';
import type { PlannedJoin } from './planned-join.ts';
import { inWords } from './role-names.ts';
import type { StarSchema } from './star-schema.ts';
import { starSchema } from './star-schema.ts';

export interface MartContext {
  readonly style: Style;
  readonly names: NameRegistry;
  /** Finds the marts that people have; absent: none. */
  readonly existing?: MartFinder;
  /** Tables that no mart is made of, by `tableKey`. */
  readonly around?: ReadonlySet<string>;
  /** Without `marts` nothing is drafted, without `intermediate` no totals of children. */
  readonly layers: readonly Layer[];
  /** Decides how column types are read. */
  readonly dialect?: string;
  /** Models that stand in the project because cartridge wrote them. */
  readonly generated?: readonly string[] | undefined;
}

type NamedMart = PlannedMart & { readonly name: string };

/**
 * The intermediate and mart models of a star schema (Kimball): one fact table for each fact, event and snapshot, one
 * dimension for each dimension, classifications folded into both, and the children of a fact summed up before they are
 * joined. Every mart keeps the rows of its base one for one. Pure; linear in tables and relationships.
 */
export function draftMarts(staged: readonly StagedTable[], beliefs: Beliefs, context: MartContext): DraftAction[] {
  if (!context.layers.includes('marts')) return [];
  const star = starSchema(staged, beliefs, context.dialect ?? '');
  const withTotals = context.layers.includes('intermediate');
  const wanted = planMarts(star, withTotals).map((mart) => ({ mart, existing: findExisting(mart, context) }));
  const isAround = ({ table: { staged: of } }: PlannedMart): boolean =>
    context.around?.has(tableKey(of.table)) === true;
  const generated = new Set(context.generated ?? []);
  // One that stands in the project would be left behind: to take it away is for a person to ask.
  const isDropped = (mart: PlannedMart): boolean =>
    mart.table.deltas.mart === 'none' &&
    !Object.values(martName(mart, context.style)).some((name) => generated.has(name));
  const open = wanted.flatMap(({ mart, existing }) => (existing || isAround(mart) || isDropped(mart) ? [] : [mart]));
  const planned = nameMarts(open, context);
  const dimensions = new Map([
    ...planned.flatMap(({ mart }) => dimensionOf(mart, ownDimension(mart.name, mart.table))),
    ...wanted.flatMap(({ mart, existing }) =>
      existing?.enabled ? dimensionOf(mart, existingDimension(existing)) : [],
    ),
  ]);
  return [...planned.flatMap(({ totals }) => totals), ...planned.map(({ mart }) => martAction(mart, star, dimensions))];
}

function dimensionOf({ kind, table }: PlannedMart, dimension: Dimension): [MartTable, Dimension][] {
  return kind === 'dimension' ? [[table, dimension]] : [];
}

/** The fact or dimension that people have of the table already; null where there is none. */
function findExisting({ table, kind }: PlannedMart, { existing }: MartContext): ExistingModel | null {
  if (!existing) return null;
  const { plural, singular, staged } = table;
  const raw = cleanName(staged.table.name);
  const entities = [...new Set([plural, singular, raw].flatMap((entity) => [withoutRole(entity), entity]))];
  return existing.find({ kind, staging: table.model, source: staged.spec.source, entities });
}

/** In the order of the tables. A classification that no mart holds becomes a dimension, the lowest of a chain for all of it. */
function planMarts(star: StarSchema, withTotals: boolean): PlannedMart[] {
  const marts = new Map<MartTable, PlannedMart>();
  const held = new Set<MartTable>();
  const plan = (table: MartTable): void => {
    const mart = planMart(table, star, withTotals);
    marts.set(table, mart);
    for (const join of mart.joins) held.add(join.parent);
  };
  for (const table of star.tables) if (['fact', 'dimension'].includes(star.kindOf(table))) plan(table);
  const alone = star.tables.filter((table) => star.kindOf(table) === 'lookup' && !held.has(table));
  const above = new Set(alone.flatMap((table) => parentsOf(table, star)));
  for (const table of alone) if (!above.has(table)) plan(table);
  for (const table of alone) if (!marts.has(table) && !held.has(table)) plan(table);
  return star.tables.flatMap((table) => marts.get(table) ?? addedMart(table, star, withTotals));
}

/**
 * The mart that a delta asks for of a table of which there would be none: a bridge, a classification, something technical. To all
 * others the table is what it was, so that they stay as they are.
 */
function addedMart(table: MartTable, star: StarSchema, withTotals: boolean): PlannedMart[] {
  const { mart } = table.deltas;
  if (mart === undefined || mart === 'none') return [];
  const kindOf: StarSchema['kindOf'] = (each) => (each === table ? mart : star.kindOf(each));
  return [planMart(table, { ...star, kindOf }, withTotals)];
}

function parentsOf(table: MartTable, star: StarSchema): MartTable[] {
  return star.relationships.of(table).flatMap(({ parent }) => (parent === table ? [] : [parent]));
}

/** Claims the names of marts, those of tables that a delta renames last, so that it takes nobody's name. */
function nameMarts(marts: readonly PlannedMart[], context: MartContext): NamedMarts[] {
  const isRenamed = ({ table }: PlannedMart): boolean => table.deltas.name !== undefined;
  const inTurn = [...marts.filter((mart) => !isRenamed(mart)), ...marts.filter(isRenamed)];
  const named = new Map(inTurn.map((mart) => [mart, nameMart(mart, context)]));
  return marts.flatMap((mart) => named.get(mart) ?? []);
}

/** A mart under its name. */
interface NamedMarts {
  readonly mart: NamedMart;
  /** The actions that make the totals that it joins. */
  readonly totals: readonly DraftAction[];
}

/** Claims the names of a mart and of the totals that it joins. */
function nameMart(mart: PlannedMart, { style, names }: MartContext): NamedMarts {
  const { table } = mart;
  const { source } = table.staged.spec;
  const owner = tableLabel(table.staged.table);
  const totals: DraftAction[] = [];
  const joins = mart.joins.map((join): PlannedJoin => {
    const children = mart.totals.get(join);
    if (!children) return join;
    const { wanted, withSource } = modelName(style.naming.intermediate, { source, entity: children.entity });
    const name = names.claim(wanted, owner, withSource);
    totals.push(totalsAction(children, name));
    return { ...join, model: name };
  });
  const { wanted, withSource } = martName(mart, style);
  const name = names.claim(wanted, owner, withSource);
  return { mart: { ...mart, joins, name }, totals };
}

/** The name that a mart gets, if it is free, and otherwise. */
function martName({ table, kind }: PlannedMart, style: Style): ReturnType<typeof modelName> {
  const { source } = table.staged.spec;
  return modelName(style.naming[kind], { source, entity: withoutRole(entityOf(table, style)) });
}

/** What the project calls a thing in the names of its models: many of it, or one; where it takes raw names, as the table does. */
function entityOf({ singular, plural, staged }: MartTable, style: Style): string {
  if (style.entity !== 'as_raw') return style.entity === 'singular' ? singular : plural;
  const raw = cleanName(staged.table.name);
  return pluralOf(raw) === raw ? plural : singular;
}

/** `dim_customers` and `date_dims` of a raw warehouse say their role already: the dimension is not a `dim_dim_customers`. */
function withoutRole(entity: string): string {
  const bare = entity.replace(/^(dim|fact|fct)_(?=.)/, '').replace(/(?<=.)_(dim|fact)s?$/, '');
  return bare === '' ? entity : bare;
}

function totalsAction(totals: ChildTotals, name: string): DraftAction {
  const { child, parent, role, evidence } = totals.relationship;
  const spec = totalsSpec(totals, name);
  return {
    type: 'create_intermediate',
    name,
    description: `Sums ${inWords(child.plural)} up, one row for each ${inWords(role)}.`,
    dependencies: [child.model],
    about: [refOf(child.staged.table)],
    reason: {
      code: 'totals_before_join',
      text: `joined as they are, ${inWords(child.plural)} would repeat the rows of ${inWords(parent.plural)}`,
      evidence: [evidence],
    },
    spec,
  };
}

function martAction(mart: NamedMart, star: StarSchema, dimensions: Dimensions): DraftAction {
  const { table, kind, name } = mart;
  const spec = martSpec(mart, star, dimensions);
  return {
    type: 'create_mart',
    name,
    description: `${kind === 'fact' ? 'Fact table' : 'Dimension'} of ${inWords(table.plural)}, ${grainOf(table, star.relationships.of(table))}.`,
    dependencies: [...new Set([table.model, ...spec.joins.map(({ model }) => model)])],
    about: [refOf(table.staged.table)],
    reason: reasonOfMart(mart, star),
    spec,
  };
}
