/** A column that can be named. */
export interface NamedColumn {
  readonly name: string;
  /** Its name in the draft of the rules alone, which is what a writer was told, where deltas gave it another. */
  readonly was?: string;
}

/** The column that a name means: as the writer was told it, else as it is called; compared without case. */
export function columnNamed(columns: readonly NamedColumn[], name: string): NamedColumn | undefined {
  const wanted = name.toLowerCase();
  return (
    columns.find(({ was }) => was?.toLowerCase() === wanted) ??
    columns.find((each) => each.name.toLowerCase() === wanted)
  );
}
