import type { Reliance, RelianceOfKind } from "./reliance";

/** How the readers of an assignment rely on its aid: over all, and at each case that had second looks. */
export type AssignmentReliance = {
  readonly whole: Reliance;
  readonly cases: readonly (RelianceOfKind & {
    readonly caseId: string;
    /** In the assignment, from 1. */
    readonly position: number;
    readonly video: string;
    readonly frame: number;
  })[];
};
