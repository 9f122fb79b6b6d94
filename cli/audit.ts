import { Command } from "commander";
import { SYSTEM } from "@/lib/auth/actor";
import { type Database, openDatabase } from "@/lib/db/client";
import { assertMigrated } from "@/lib/db/migrate";
import { variable } from "@/lib/env";
import { chooseInstitution } from "@/lib/jobs/import/choose-institution";
import { ImportError } from "@/lib/jobs/import/report";
import { holdFile } from "@/lib/jobs/predict/hold-file";
import { followAudit } from "@/lib/services/audit/follow-audit";
import type { Trail } from "@/lib/services/audit/read-trail";
import { CommandError } from "@/tooling/command-error";
import { cursorOf, keepCursor, readCursorFile } from "./audit-out/cursor-file";
import { follow } from "./audit-out/follow";
import { addressOutput, FileOutput, type Output, standardOutput } from "./audit-out/outputs";
import { withLoginsOnly } from "./database";
import { untilAskedToStop } from "./signals";

type Options = {
  to: string;
  from?: string;
  since?: string;
  institution?: string;
  answers: boolean;
  cursor?: string;
  header?: string;
  once: boolean;
};

export function auditCommand(): Command {
  const following = new Command("follow")
    .description(
      "Hand the audit trail on to another program: a line of JSON for each event, as it is written, until it is stopped.\n" +
        "Where it is up to is kept in a file, from which the next start goes on. An event may come twice, and none is left\n" +
        "out (docs/siem.md).",
    )
    .requiredOption(
      "--to <where>",
      "a file, which is added to; - for the standard output; or an address (https://…)",
    )
    .option(
      "--cursor <file>",
      "where it is kept up to where all was taken; by default beside the file, FILE.cursor",
    )
    .option("--from <id>", "begin after the event of this id, whatever is kept")
    .option("--since <time>", "leave out what happened before, as in 2026-11-30T00:00:00Z")
    .option("--institution <name>", "of this one alone; by default of all")
    .option("--answers", "with answers one by one, which are most of the trail", false)
    .option(
      "--header <variable>",
      "the environment variable that holds the secret header, as in “Authorization: …”",
    )
    .option("--once", "end once all that is there has been taken", false)
    .action(run);
  return new Command("audit").description("The audit trail.").addCommand(following);
}

async function run(options: Options): Promise<void> {
  const file = options.to === "-" || isAddress(options.to) ? null : new FileOutput(options.to);
  const cursorFile = options.cursor ?? (file ? `${options.to}.cursor` : null);
  if (cursorFile === null && isAddress(options.to)) {
    throw new CommandError("Say with --cursor in which file it is kept up to where all was taken.");
  }
  const output: Output = file?.write ?? (options.to === "-" ? standardOutput : toAddress(options));
  const asked = options.from === undefined ? null : cursorOf(options.from);
  if (options.from !== undefined && asked === null)
    throw new CommandError("--from takes the id of an event.");
  const since = options.since === undefined ? null : momentOf(options.since);
  await file?.begin();
  const release = cursorFile ? await holdCursor(cursorFile) : async () => {};
  try {
    const after = asked ?? (cursorFile ? await readCursorFile(cursorFile) : null) ?? 0;
    const stopping = new AbortController();
    if (file) process.on("SIGHUP", () => void file.reopen());
    void untilAskedToStop(file ? ["SIGINT", "SIGTERM"] : undefined).then(() => stopping.abort());
    await withTrail(async (db) => {
      const institutionId = await institutionOf(db, options.institution);
      const trail: Trail = { institutionId, since, answers: options.answers };
      const to = file ? "file" : options.to === "-" ? "output" : "address";
      const readOn = await followAudit({ actor: SYSTEM, now: new Date(), db }, trail, to);
      if (!readOn.ok) throw new CommandError(readOn.failure.detail);
      await follow({
        readOn: readOn.value,
        output,
        keep: async (cursor) => {
          if (cursorFile) await keepCursor(cursorFile, cursor);
        },
        after,
        once: options.once,
        signal: stopping.signal,
      });
    });
  } finally {
    await release();
    await file?.reopen();
  }
}

/** Asks one thing after the other. */
const POOL = 2;

const withTrail = (work: (db: Database) => Promise<void>): Promise<void> =>
  withLoginsOnly(async ({ app }) => {
    await assertMigrated(app);
    const db = openDatabase(app, { poolSize: POOL });
    try {
      await work(db);
    } finally {
      await db.close();
    }
  });

async function institutionOf(db: Database, name: string | undefined): Promise<string | null> {
  if (name === undefined) return null;
  try {
    return await chooseInstitution(db, name);
  } catch (error) {
    if (error instanceof ImportError) throw new CommandError(error.message);
    throw error;
  }
}

const isAddress = (to: string): boolean => /^[a-z][a-z\d+.-]*:\/\//i.test(to);

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

function toAddress({ to, header: variableName }: Options): Output {
  const url = URL.parse(to);
  const isSafe =
    url && (url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname)));
  if (!isSafe) {
    throw new CommandError("--to takes a file, - or an address by https; by http on this machine alone.");
  }
  return addressOutput({ address: to, header: variableName === undefined ? null : headerOf(variableName) });
}

/** A secret must not stand on a command line, where others read it. */
function headerOf(name: string): { readonly name: string; readonly value: string } {
  const given = variable(name);
  if (!given) throw new CommandError(`The environment has no variable ${name}, which --header names.`);
  const parts = /^([\w-]+):[ \t]*([\x20-\x7e]+)$/.exec(given);
  if (!parts)
    throw new CommandError(`${name} is not a header: it is written as in “Authorization: Splunk …”.`);
  return { name: parts[1]!, value: parts[2]! };
}

function momentOf(text: string): Date {
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) {
    throw new CommandError(
      "--since takes a moment, as in 2026-11-30T00:00:00Z, or a day, from its beginning in UTC.",
    );
  }
  return moment;
}

async function holdCursor(file: string): Promise<() => Promise<void>> {
  try {
    return await holdFile(file);
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}
