import { withDatabase } from "@/cli/database";
import { findUser } from "@/lib/auth/actor";
import { getRun } from "@/lib/services/readers/get-run";
import { listReaders } from "@/lib/services/readers/list-readers";

/** Says what the table of readers and the page of a run tell of a checkpoint. Fails where either doesn't. */
const checkpoint = process.argv[2]!;
await withDatabase(async (db) => {
  const { id } = await db.prisma.user.findFirstOrThrow({ where: { role: "faculty" } });
  const ctx = { actor: (await findUser(db, id))!, db, now: new Date() };
  const table = await listReaders(ctx);
  const rows = table.ok ? table.value.rows.filter((one) => one.kind === "run") : [];
  const row = rows.find((one) => one.checkpoint === checkpoint);
  if (!row) throw new Error(`The table of readers has no ${checkpoint}.`);
  const run = await getRun(ctx, { runId: row.runId, split: null });
  const training = run.ok ? run.value.training : null;
  if (!training) throw new Error(`The page of ${checkpoint} doesn’t tell how it was trained.`);
  process.stdout.write(
    `${row.checkpoint} stands in the table of readers with n = ${row.metrics.n}, its page with ${training.points.length} steps of ${training.name}.\n`,
  );
});
