import type { Catalog } from '../../../src/catalog/catalog.ts';
import { ROLES } from '../../../src/inference/beliefs.ts';
import { nameTokens } from '../../../src/inference/names/tokens.ts';
import { reply } from '../../helpers/fake-model.ts';
import { seededRandom } from '../../helpers/seeded-random.ts';
import type { Claims, Edge } from '../inference/claims.ts';
import { edgeKey, sameColumns } from '../inference/claims.ts';
import type { Answering, ShownTable } from './shown.ts';
import { judgeChoices, referenceOf, shownTables } from './shown.ts';

type Shown = ReadonlyMap<string, ShownTable>;

/**
 * A model that says something false of every table and column of a catalog, all of it well formed: a key that is not the declared
 * one, any role, the name of another column, a wrong choice, and a reference that is not declared, half of these to a table that
 * shares a word with the column, as half of the names do; every other reference that is declared it denies. The same lies for the same seed and call.
 */
export function lying(hidden: Catalog, truth: Claims, seed: number): Answering {
  const declared = new Set(truth.edges.map(edgeKey));
  return (call) => {
    const random = seededRandom(seed);
    const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
    const said = reply();
    const shown = shownTables(call);
    const names = [...shown.values()].flatMap(({ columns }) => [...columns.keys()]);
    for (const [label, { number, columns, isStub }] of shown) {
      if (isStub) continue;
      const why = 'it looks so';
      const key = pick(falseKeys([...columns.keys()], truth.keys.get(label)));
      if (key) said.keys.push({ table: number, why, columns: key.flatMap((name) => columns.get(name) ?? []) });
      said.roles.push({ table: number, why, role: pick(ROLES) ?? '' });
      for (const [name, column] of columns) {
        const related = random() < 0.5 ? names.filter((other) => other !== name && sharesWord(name, other)) : [];
        said.renames.push({ table: number, column, name: (pick(related) ?? pick(names) ?? '').toLowerCase() });
        const known = truth.edges.filter((edge) => edge.child === label && edge.columns.includes(name));
        const denied = random() < 0.5 ? pick(known) : undefined;
        const others = parentsOf({ label, name }, shown, truth).filter((edge) => !declared.has(edgeKey(edge)));
        const alike = random() < 0.5 ? others.filter(({ parent }) => sharesWord(name, parent)) : [];
        const edge = denied ?? pick(alike) ?? pick(others);
        const reference = edge && referenceOf(edge, shown);
        if (reference) said.references.push({ ...reference, holds: denied === undefined });
      }
    }
    call.shown.questions.forEach((question, at) => {
      const choice = pick(judgeChoices(question, hidden, truth).wrong);
      if (choice !== undefined) said.answers.push({ question: at + 1, choice });
    });
    return said;
  };
}

/** Each column alone and each two that follow each other, but not what is declared. */
function falseKeys(columns: readonly string[], key: readonly string[] | undefined): string[][] {
  const pairs = columns.slice(1).map((name, at) => [columns[at] ?? name, name]);
  return [...columns.map((name) => [name]), ...pairs].filter((each) => !sameColumns(each, key));
}

/** A reference of the column to each table that is shown: to its key of one column, or else to its first one. */
function parentsOf({ label, name }: { label: string; name: string }, shown: Shown, { keys }: Claims): Edge[] {
  return [...shown].flatMap(([parent, { columns }]): Edge[] => {
    const key = keys.get(parent) ?? [];
    const [to] = key.length === 1 ? key : columns.keys();
    const isItself = parent === label && to === name;
    return to === undefined || isItself ? [] : [{ child: label, columns: [name], parent, refColumns: [to] }];
  });
}

function sharesWord(one: string, other: string): boolean {
  const words = new Set(nameTokens(other));
  return nameTokens(one).some((word) => words.has(word));
}
