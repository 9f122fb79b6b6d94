import { z } from "zod";
import { t } from "@/lib/language/t";
import type { ResidentPage } from "../cohorts/views";
import type { MilestoneStanding } from "../milestones/milestone";

export const PAPERS = ["a4", "letter"] as const;
export type Paper = (typeof PAPERS)[number];

export const paperNames: Readonly<Record<Paper, string>> = { a4: "A4", letter: t`US Letter` };

export const packetFormatSchema = z.enum(["pdf", "csv"]).default("pdf");

/** One resident's page of the committee packet. */
export type Packet = {
  readonly resident: ResidentPage;
  /** As the resident stands on the program's milestones, in the program's order. */
  readonly standings: readonly MilestoneStanding[];
  readonly institution: string;
  /** ISO 8601. */
  readonly printedAt: string;
  readonly printedBy: string;
};

/** The paper that is asked for; else the one that is common where the institution is. */
export function readPaper(asked: unknown, timeZone: string): Paper {
  const parsed = z.enum(PAPERS).safeParse(asked);
  if (parsed.success) return parsed.data;
  return LETTER_ZONES.test(timeZone) ? "letter" : "a4";
}

/** Of the time zones of the United States, Canada and Mexico those that hold their cities. */
const LETTER_ZONES =
  /^(US|Canada)\/|^America\/(New_York|Detroit|Indiana|Kentucky|Chicago|Denver|Boise|Phoenix|Los_Angeles|Anchorage|Toronto|Halifax|St_Johns|Winnipeg|Regina|Edmonton|Vancouver|Mexico_City|Monterrey|Tijuana)(\/|$)|^Pacific\/Honolulu$/;
