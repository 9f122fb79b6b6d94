import { t } from "@/lib/language/t";
import type { Phase } from "./phases";

/** What tells two phases apart in a still frame: where to look, and what is seen there in each. */
export type PhaseSigns = {
  readonly look: string;
  /** What is seen in the phase asked for first. */
  readonly one: string;
  /** What is seen in the other. */
  readonly other: string;
};

type Pair = "AB" | "AC" | "AD" | "BC" | "BD" | "CD";

// From the definitions of the phases (paper, Table 6) and how they follow each other (section 3.3), in our own words.
const signs: Readonly<Record<Pair, PhaseSigns>> = {
  AB: {
    look: t`Look at the peritoneum over Calot’s triangle.`,
    one: t`It is whole, or only about to be opened. The field is being lifted and cleared, and what lies under the peritoneum can’t be told apart yet.`,
    other: t`It is open. The fat and fibrous tissue within the triangle lie bare, and are being taken away from around duct and artery.`,
  },
  AC: {
    look: t`Look for the cystic duct and artery.`,
    one: t`Both are still under the peritoneum over their junction. Nothing is bare enough to take a clip.`,
    other: t`A length of one or both is bare all round and stands apart from the common bile duct. A clip can go on, or is there already.`,
  },
  AD: {
    look: t`Look at what still holds the gallbladder.`,
    one: t`Everything: nothing is clipped or divided, and the peritoneum over the junction of cystic duct and artery is what to open first.`,
    other: t`The liver bed alone: duct and artery are divided, and the gallbladder is lifted away from the liver along a pale, loose plane.`,
  },
  BC: {
    look: t`Look at how much tissue is left around duct and artery.`,
    one: t`Fat and fibrous tissue still cover or join them, and clearing it is the work. A clip in the picture doesn’t rule this out: dissecting and clipping often alternate.`,
    other: t`The segment that is worked on is free of tissue all round and clearly apart from the common bile duct. What comes next is a clip or a cut.`,
  },
  BD: {
    look: t`Look at where the dissection is: in the triangle, or on the liver.`,
    one: t`In the fat of the triangle, with duct or artery still running to the gallbladder. The liver bed is outside the Go Zone.`,
    other: t`Between gallbladder and liver bed, along a white or translucent line of loose tissue. Duct and artery are divided.`,
  },
  CD: {
    look: t`Look at whether cystic duct and artery are still whole.`,
    one: t`At least one of them still runs to the gallbladder, bare and ready for clips or for the cut between them.`,
    other: t`Both are divided, their clipped stumps left behind, and the gallbladder comes off the liver along its pale plane.`,
  },
};

/** The signs that tell phase `one` from phase `other`; null where they are the same phase. */
export function signsBetween(one: Phase, other: Phase): PhaseSigns | null {
  if (one === other) return null;
  if (one < other) return signs[`${one}${other}` as Pair];
  const { look, one: second, other: first } = signs[`${other}${one}` as Pair];
  return { look, one: first, other: second };
}
