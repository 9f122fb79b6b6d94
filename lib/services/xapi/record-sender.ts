import { z } from "zod";
import { unseal } from "../../auth/sealed";
import { connectionPlace } from "../../auth/secret-places";
import type { Database } from "../../db/client";
import type { Box } from "../../domain/geometry";
import {
  answeredStatement,
  completedStatement,
  revealedStatement,
  type Statement,
} from "../../domain/xapi/statements";
import { env } from "../../env";
import { t } from "../../language/t";
import { storeStatements } from "../../protocols/xapi/store";
import { type EnabledConnection, findEnabled } from "../connections/open-connection";
import type { Sender, Told } from "../outbox/sender";
import { statementId } from "./parts/statement-id";
import { answerToTell, assignmentToTell } from "./parts/told-rows";

const payloadSchema = z.union([
  z.object({ attemptId: z.uuid() }),
  z.object({ assignmentId: z.uuid(), userId: z.uuid() }),
]);
type Payload = z.output<typeof payloadSchema>;

/** Tells learning record stores. What somebody has objected to meanwhile, or what is gone, is told to nobody. */
export const recordSender =
  (db: Database, clock = () => new Date()): Sender =>
  async ({ connectionId, payload }, signal): Promise<Told> => {
    const connection = await findEnabled(db, connectionId, "xapi");
    if (!connection) return { outcome: "later", reason: t`The connection is off.` };
    const origin = env().NEXTAUTH_URL?.replace(/\/+$/, "");
    if (!origin) {
      return {
        outcome: "later",
        reason: t`This server doesn’t know its own address: whoever runs it sets NEXTAUTH_URL.`,
      };
    }
    const now = clock();
    const statements = await statementsOf(db, connection, payloadSchema.parse(payload), origin, now);
    if (statements.length === 0) return { outcome: "sent" };
    const { settings, secret } = connection;
    const store = { settings, secret: unseal(secret ?? "", connectionPlace(connectionId)) };
    const stored = await storeStatements(store, statements, signal);
    switch (stored.outcome) {
      case "stored":
        return { outcome: "sent" };
      case "never":
        return stored;
      case "later": {
        const { reason, afterMs } = stored;
        return {
          outcome: "later",
          reason,
          ...(afterMs !== null && { after: new Date(now.getTime() + afterMs) }),
        };
      }
    }
  };

/** None where there is nothing to tell any more. */
async function statementsOf(
  db: Database,
  { id, institutionId, settings }: EnabledConnection<"xapi">,
  payload: Payload,
  origin: string,
  now: Date,
): Promise<readonly Statement[]> {
  const place = { origin, actor: settings.actor };
  const idOf = (name: string): string => statementId(id, name);
  if ("attemptId" in payload) {
    const { attemptId } = payload;
    const found = await db.find(answerToTell, { attemptId, institutionId, now });
    if (!found) return [];
    const { x1, y1, x2, y2, width, height, userId, email, ...answer } = found;
    const zone: Box = [x1, y1, x2, y2];
    const told = { ...answer, zone, frame: { width, height }, person: { id: userId, email } };
    return [
      answeredStatement(idOf(`answered ${attemptId}`), place, told),
      revealedStatement(idOf(`revealed ${attemptId}`), place, told),
    ];
  }
  const { assignmentId, userId } = payload;
  const found = await db.find(assignmentToTell, { assignmentId, userId, institutionId, now });
  if (!found) return [];
  const { email, ...assignment } = found;
  const told = { ...assignment, assignmentId, person: { id: userId, email } };
  return [completedStatement(idOf(`completed ${assignmentId} ${userId}`), place, told)];
}
