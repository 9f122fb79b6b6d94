import { t } from "../../../language/t";
import { type LinesTarget, postLines } from "../../../protocols/post-lines";

type About = { readonly connectionId: string; readonly institutionId: string; readonly now: Date };

/** Hands on an event that says that it is none. @returns why it wasn't taken; null where it was */
export async function postTestEvent(
  target: LinesTarget,
  { connectionId, institutionId, now }: About,
): Promise<string | null> {
  const event = {
    id: "0",
    at: now.toISOString(),
    institution: institutionId,
    actor: null,
    role: null,
    action: "connection.test",
    words: t`Tested the connection: nothing happened`,
    subject: connectionId,
    detail: {},
  };
  return (await postLines(target, [JSON.stringify(event)])).problem?.said ?? null;
}
