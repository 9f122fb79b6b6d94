import type { Agreement } from "@/lib/domain/disputes/agreement";

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
  readonly video: string;
  readonly frame: number;
  readonly currentVersionId: string | null;
  readonly datasetId: string;
  readonly agreement: Agreement;
};
