import type { StageOpened } from "@/lib/domain/assignments/views";
import { framesHere } from "../kept/frames";
import { keptAlong } from "../kept/kept-along";
import { browserDatabase, browserOutboxStorage } from "../quiz/browser-storage";

/**
 * What fills the stage from this device: a case that was taken along and is here, and those after it that are not answered
 * yet; null where it isn't.
 */
export async function openKept(caseId: string): Promise<StageOpened | null> {
  const along = keptAlong();
  const database = browserDatabase();
  try {
    const taken = await along.find();
    if (!taken) return null;
    const { readerId, id, of } = taken;
    const [here, sent, kept] = await Promise.all([
      framesHere(taken),
      along.sent(readerId),
      browserOutboxStorage(database).list(readerId),
    ]);
    const answered = new Set([...sent, ...kept].map((each) => each.caseId));
    const isSent = sent.some((each) => each.caseId === caseId);
    const all = taken.cases.filter((each) => here.cases.has(each.id));
    const asked = all.findIndex((each) => each.id === caseId);
    if (asked < 0) return null;
    // From the one asked for on to the last one, then from the first. One that waits to be sent is shown as it waits.
    const turn = [...all.slice(asked), ...all.slice(0, asked)];
    const cases = turn.filter(({ id: each }) => (each === caseId && !isSent) || !answered.has(each));
    if (cases.length === 0) return null;
    return {
      readerId,
      run: null,
      sitting: { id, purpose: "along", at: cases[0]!.number, of },
      cases: cases.map((each) => ({ ...each, open: null })),
    };
  } catch {
    return null;
  } finally {
    along.close();
    database.close();
  }
}
