import type { Phase } from "../phases";
import type { TakenBack } from "../withdrawals/views";
import type { DatasetState } from "./state";

/** What a dataset is, for whoever practises on it. */
export type DatasetAccount = {
  readonly id: string;
  readonly name: string;
  readonly version: string | null;
  /** Said beside every frame of it. */
  readonly notice: string | null;
  /** In plain paragraphs. */
  readonly description: readonly string[];
  readonly licence: string | null;
  readonly citation: string | null;
  /** Whether its terms allow to hand it on. */
  readonly sharing: boolean;
  readonly state: DatasetState;
  /** Null unless it is closed. */
  readonly closed: TakenBack | null;
  readonly videos: number;
  readonly cases: number;
  /** Null for those who practise: how many cases a phase has would be a hint. */
  readonly makeup: DatasetMakeup | null;
};

export type Split = "train" | "test" | "none";

/** Cases by the phase of their current reference and the split of their video; drafts without a phase are left out. */
export type DatasetMakeup = Readonly<Record<Phase, Readonly<Record<Split, number>>>>;
