/** A dispute that is being decided. */
export type Decided = {
  readonly id: string;
  readonly readerId: string;
  readonly attemptId: string;
  readonly versionId: string;
};

/** A case that nobody else decides on meanwhile. */
export type HeldCase = {
  readonly caseId: string;
  /** "V01, frame 123" */
  readonly caseName: string;
  readonly currentVersionId: string | null;
};
