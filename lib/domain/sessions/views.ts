/** A session of one's own that goes on. Moments are ISO 8601. */
export type OwnSession = {
  readonly id: string;
  readonly beganAt: string;
  /** To the minute. */
  readonly seenAt: string;
  /** Of the network, when it began. */
  readonly address: string;
  /** What the browser calls itself. */
  readonly agent: string;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
};

export type OwnSessions = {
  readonly timeZone: string;
  /** The one that asks first, then the one that was used last. */
  readonly sessions: readonly OwnSession[];
};
