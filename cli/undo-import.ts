import { SYSTEM } from "@/lib/auth/actor";
import type { TakenBackImport } from "@/lib/domain/withdrawals/views";
import { newestImports } from "@/lib/jobs/import/take-back/newest-imports";
import { takeBackImport } from "@/lib/jobs/import/take-back/take-back-import";
import { openFrames } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";
import { withDatabase } from "./database";
import { formatTable, printable } from "./table";

type Options = { readonly dataset?: string; readonly institution?: string; readonly json?: true };

/**
 * `calot import --undo`.
 *
 * @param from what was named beside it, which is a mistake
 * @param id the import's; true where none was given: then the newest ones are told
 */
export async function undoImport(
  from: string | undefined,
  id: string | true,
  options: Options,
): Promise<void> {
  if (from !== undefined) throw new CommandError("--undo takes the id of an import, and no bundle.");
  await withDatabase(async (db) => {
    const print = (value: object, text: string): void => {
      process.stdout.write(options.json ? `${JSON.stringify(value)}\n` : text);
    };
    if (id === true) {
      const { dataset = null, institution = null } = options;
      const newest = await newestImports(db, { dataset, institution });
      return print({ imports: newest }, describeNewest(newest));
    }
    const ctx = { actor: SYSTEM, now: new Date(), db };
    const result = await takeBackImport(ctx, openFrames(), id);
    if (!result.ok) throw new CommandError(result.failure.detail);
    print(result.value, describeUndone(result.value));
  });
}

function describeNewest(newest: Awaited<ReturnType<typeof newestImports>>): string {
  if (newest.length === 0) return "There is no import that could be taken back.\n";
  const columns = [{ name: "dataset" }, { name: "imported" }, { name: "cases" }, { name: "id" }];
  const rows = newest.map(({ dataset, at, cases, id }) => [printable(dataset), at, cases, id]);
  return `${formatTable(columns, rows)}\nTo take one back: calot import --undo ID\n`;
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

function describeUndone({
  dataset,
  removed,
  restored,
  runs,
  datasetRemoved,
  pictures,
}: TakenBackImport): string {
  const did = [
    removed > 0 && `${count(removed, "case")} that it had made removed`,
    restored > 0 && `${count(restored, "case")} that it had changed as before`,
    runs > 0 && `${count(runs, "model run")} removed`,
    datasetRemoved && "the dataset itself removed, for the import had made it",
  ].filter((each) => each !== false);
  return [
    `Taken back from ${printable(dataset)}${did.length > 0 ? `: ${did.join("; ")}` : ""}.`,
    pictures === null
      ? "Pictures that no case shows are still there: the server removes them within the hour."
      : `${count(pictures, "picture")} that no case shows removed.`,
    "",
  ].join("\n");
}
