import { milestones } from "@/lib/contract/milestones";
import { packet } from "@/lib/contract/packet";
import type { Milestone } from "@/lib/domain/milestones/milestone";
import { type Answer, call } from "../client/call";

const options = { timeoutMs: 20_000 };

/** Why something is not stored, in a sentence; null where it is. */
const whyNot = (answer: Answer<unknown>): string | null => ("problem" in answer ? answer.problem : null);

export const saveNote = async (id: string, note: { id: string; text: string }): Promise<string | null> =>
  whyNot(await call(packet.addNote, { params: { id }, body: note }, options));

export const saveMilestones = async (all: readonly Milestone[]): Promise<string | null> =>
  whyNot(await call(milestones.set, { body: { milestones: all } }, options));
