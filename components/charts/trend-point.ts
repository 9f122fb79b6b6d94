export type TrendPoint = {
  /** Days since 1970: points stand as far apart as they were in time. */
  readonly day: number;
  readonly label: string;
  readonly longLabel: string;
  readonly value: number | null;
  readonly n: number;
  /** Around the value, or of those it is compared with: low and high. */
  readonly band?: readonly [number, number] | null;
  /** The middle of those it is compared with. */
  readonly middle?: number | null;
  /** Why there is no value, where that is to be marked. */
  readonly gap?: string | null;
};

/** A value that holds over all of the time, to read the line against. Its letter leads to its name in the legend. */
export type TrendLevel = { readonly letter: string; readonly value: number };

/** What a band is, for those who point at it: "95% interval". */
export type BandWords = { readonly band: string; readonly middle?: string };
