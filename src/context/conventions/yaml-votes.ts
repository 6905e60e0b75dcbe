import type { ConventionName, ConventionValue } from './convention.ts';
import type { Vote, Voter } from './votes.ts';
import type { WrittenProject, WrittenSource } from './written-project.ts';
import { folderOf } from './written-project.ts';
import type { YamlStyleFacts } from './yaml-style-facts.ts';

interface WrittenFile extends Voter {
  readonly facts: YamlStyleFacts;
}

/** What the files of properties say, each file of what it shows. Pure. */
export function yamlVotes({ yaml, sources }: WrittenProject): Partial<Record<ConventionName, readonly Vote[]>> {
  const files = [...yaml].map(([path, facts]) => ({ name: path, folder: folderOf(path), facts }));
  const all = (read: (facts: YamlStyleFacts) => ConventionValue): Vote[] =>
    files.flatMap((voter) => {
      const value = read(voter.facts);
      return value === null ? [] : [{ value, voter }];
    });
  return {
    'yaml.version': all(({ version }) => version),
    'yaml.indent': all(({ indent }) => indent),
    'yaml.lists': all(({ lists }) => lists),
    'yaml.blank_lines': all(({ blank_lines }) => blank_lines),
    'yaml.data_type': all(({ data_type }) => data_type),
    'yaml.meta': all(({ meta_keys, docs }) => (listsNodes(docs) ? Object.keys(meta_keys).length > 0 : null)),
    'yaml.source_columns': sources.flatMap(columnsVotes),
    tests_key: all(({ tests_key }) => tests_key),
    test_arguments: all(({ test_arguments }) => test_arguments),
    docs: docsVotes(files),
  };
}

/** Whether a file lists models or columns that could have descriptions, and so meta. */
function listsNodes({ inline, doc_blocks, none }: YamlStyleFacts['docs']): boolean {
  return inline + doc_blocks + none > 0;
}

/** Each table of a source by whether it lists its columns. */
function columnsVotes({ name: source, path, tables }: WrittenSource): Vote[] {
  return tables.map(({ name, columns }) => ({
    value: columns.length > 0,
    voter: { name: `${source}.${name}`, folder: folderOf(path) },
  }));
}

/** A project that describes less than this share of what its files list has no docs to speak of. */
const DESCRIBED = 0.05;

/** Where descriptions stand. Of files, only those that have any tell; of a project without any, all. */
function docsVotes(files: readonly WrittenFile[]): Vote[] {
  const described = ({ facts: { docs } }: WrittenFile): number => docs.inline + docs.doc_blocks;
  const sum = (count: (file: WrittenFile) => number): number => files.reduce((total, file) => total + count(file), 0);
  const all = sum((file) => described(file) + file.facts.docs.none);
  if (sum(described) <= all * DESCRIBED) {
    return files.filter(({ facts }) => facts.docs.none > 0).map((voter) => ({ value: 'none', voter }));
  }
  return files
    .filter((file) => described(file) > 0)
    .map((voter) => ({
      value: voter.facts.docs.inline >= voter.facts.docs.doc_blocks ? 'inline' : 'doc_blocks',
      voter,
    }));
}
