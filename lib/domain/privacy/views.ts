/** The notice of one's institution as it stands. Moments are ISO 8601. */
export type OwnNotice = {
  readonly version: number;
  /** Plain text, or the simple Markdown of lib/domain/text/simple-markdown.ts. */
  readonly text: string;
  readonly publishedAt: string;
  /** What the person accepted last; null for nothing. */
  readonly accepted: { readonly version: number; readonly at: string } | null;
  /** Whether the person can't go on without accepting it. */
  readonly pending: boolean;
};

/** What administrators see of the notice. */
export type NoticesPage = {
  readonly timeZone: string;
  /** The wording from which on one has to be accepted; null: none is in force. */
  readonly required: number | null;
  /** Open accounts, and how many of them may go on. */
  readonly people: number;
  readonly settled: number;
  /** Newest first. */
  readonly versions: readonly {
    readonly version: number;
    readonly text: string;
    readonly substantial: boolean;
    readonly publishedAt: string;
    /** How many people accepted this very one. */
    readonly accepted: number;
  }[];
};
