import { Command } from "commander";
import { SYSTEM } from "@/lib/auth/actor";
import type { Withdrawal } from "@/lib/domain/withdrawals/views";
import { findCase } from "@/lib/services/withdrawals/find-case";
import { getWithdrawal } from "@/lib/services/withdrawals/get-withdrawal";
import { purgePicture } from "@/lib/services/withdrawals/purge-picture";
import { openFrames } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";
import { withDatabase } from "./database";

type Options = {
  dataset: string;
  video: string;
  frame: string;
  institution?: string;
  reason: string;
  yes: boolean;
  json: boolean;
};

export function purgeCommand(): Command {
  return new Command("purge")
    .description(
      "Remove the picture of a case for good: its original and all that is served of it, for every case that shows the\n" +
        "same file, of any institution. Those cases are retired, and no assignment asks them; answers and figures stay.\n" +
        "Without --yes it tells what would go, and removes nothing. Killed, it goes on when it is run again.",
    )
    .requiredOption("--dataset <name>", "the case’s dataset")
    .requiredOption("--video <name>", "its video")
    .requiredOption("--frame <number>", "its frame’s number")
    .requiredOption("--reason <sentence>", "why: it is shown in the picture’s place, and written down")
    .option("--institution <name>", "whose dataset it is; needed where several have one of this name")
    .option("--yes", "remove it", false)
    .option("--json", "print what is told as one JSON object", false)
    .action(run);
}

async function run(options: Options): Promise<void> {
  await withDatabase(async (db) => {
    const ctx = { actor: SYSTEM, now: new Date(), db };
    const id = need(await findCase(ctx, { ...options, frame: Number(options.frame) }));
    const told = need(await getWithdrawal(ctx, id));
    if (!options.yes) return print(options, told, tell(told, options.reason));
    const caseIds = told.cases.map((each) => each.id);
    const storage = openFrames();
    const done = need(await purgePicture(ctx, storage, id, { reason: options.reason, caseIds }));
    const sentence = told.removed
      ? "It was removed before; its files are gone."
      : `Removed. ${count(done.cases, "case")} retired; ${count(done.assignments, "running assignment")} go on without.`;
    print(options, { ...done, sha256: told.sha256 }, `${sentence}\n`);
  });
}

function print({ json }: Options, value: object, text: string): void {
  process.stdout.write(json ? `${JSON.stringify(value)}\n` : text);
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

function tell(told: Withdrawal, reason: string): string {
  if (told.removed) return `The picture was removed before: ${told.removed.because}\n`;
  const lines = told.cases.map(({ dataset, video, frame }) => `  ${dataset}: ${video}, frame ${frame}`);
  const named = told.assignments.map(({ name }) => `  ${name}`);
  return [
    `The picture ${told.sha256} is shown by ${count(told.cases.length, "case")}, which would be retired:`,
    ...lines,
    `${count(told.assignments.length, "running assignment")} would ask them no more${named.length > 0 ? ":" : "."}`,
    ...named,
    `${count(told.answers, "answer")} and all figures stay. In its place will stand: ${reason}`,
    "Nothing was removed. The same with --yes removes it for good. Backups hold it until they are overwritten.",
    "",
  ].join("\n");
}

function need<T>(result: { ok: true; value: T } | { ok: false; failure: { detail: string } }): T {
  if (!result.ok) throw new CommandError(result.failure.detail);
  return result.value;
}
