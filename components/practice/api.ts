import { practice } from "@/lib/contract/practice";
import type { Miss } from "@/lib/domain/practice/misses";
import type { SittingView } from "@/lib/domain/practice/sitting";
import { type Answer, call } from "../client/call";

/** Begins a drill, or goes on with the open one for the same. */
export const beginDrill = ({ phase, kind }: Miss): Promise<Answer<{ readonly sitting: SittingView }>> =>
  call(practice.drill, { body: { phase, kind } });
