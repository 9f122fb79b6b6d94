import { englishPhaseDefinitions, englishPhaseNames, PHASES, type Phase } from "@/lib/domain/phases";
import type { Conversation } from "./chat-request";

/**
 * The phase under which the zone is asked: the one whose definition or name the question gives, or else the letter
 * that was answered before. Null when nothing is said, or several phases are offered: then the reader's own counts.
 */
export function statedPhase({ asked, answered }: Pick<Conversation, "asked" | "answered">): Phase | null {
  const question = plain(asked);
  const only = (texts: Readonly<Record<Phase, string>>): Phase | null => {
    const named = PHASES.filter((phase) => question.includes(plain(texts[phase])));
    return named.length === 1 ? named[0]! : null;
  };
  return only(englishPhaseDefinitions) ?? only(englishPhaseNames) ?? letterIn(answered);
}

/** A letter at the start, as in `B`, `**B**`, `B. Dissection …`, `Phase B` and `Answer: B`. */
function letterIn(answer: string | null): Phase | null {
  const letter = /^\W*(?:(?:the\s+)?(?:answer|phase)(?:\s+is)?\W*)*([ABCD])\b/i.exec(answer ?? "")?.[1];
  return letter === undefined ? null : (letter.toUpperCase() as Phase);
}

/** Typographic marks, case and line breaks don't matter. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"').replaceAll(/\s+/g, " ").trim();
}
