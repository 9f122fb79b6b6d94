import { Command } from "commander";
import { restoreBackup } from "@/lib/jobs/backup/restore-backup";
import { openStore } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";
import { startProgress } from "@/tooling/progress";
import { openPlace } from "./backup";
import { withLoginsOnly } from "./database";

type Options = { from: string; backup?: string; anew: boolean; keepFrames: boolean; json: boolean };

export function restoreCommand(): Command {
  return new Command("restore")
    .description(
      "Make a deployment of a backup: in an empty database, as DATABASE_OWNER_URL where it is set, and an empty place of the\n" +
        "frames. All of the backup is read and checked before anything is written; figures are held against the answers.",
    )
    .requiredOption("--from <place>", "a folder, or s3://bucket/prefix?endpoint=…&region=…")
    .option("--backup <id>", "which one (calot backup --list); the newest by default")
    .option("--anew", "where a restore was cut off here: take away what it left, and begin anew", false)
    .option(
      "--keep-frames",
      "frames may lie there already: each is read, and stays where the backup has the same",
      false,
    )
    .option("--json", "print what is told as one JSON object", false)
    .action(run);
}

const REMOVED =
  "files of pictures that were removed while the backup was made are not in it, though its database names them: " +
  "remove those pictures again.";

async function run({ from, backup, anew, keepFrames, json }: Options): Promise<void> {
  const progress = startProgress();
  try {
    const restored = await withLoginsOnly((logins) =>
      restoreBackup({
        ...openPlace(from),
        ...{ backup, logins, anew, keepFrames, onProgress: progress.update },
        frames: openStore(),
      }),
    );
    progress.end();
    const { manifest, applied, files, differing, compared, removed } = restored;
    const rows = manifest.tables.reduce((sum, each) => sum + each.rows.lines, 0);
    const report = {
      backup: manifest.id,
      at: manifest.at,
      rows,
      files,
      applied,
      differing,
      compared,
      removed,
      missing: manifest.files.missing,
    };
    process.stdout.write(
      json
        ? `${JSON.stringify(report)}\n`
        : `Restored ${manifest.id}, which is as Calot was at ${manifest.at}: ${rows.toLocaleString("en")} rows of ` +
            `${manifest.tables.length} tables; ${files.put.toLocaleString("en")} files put, ${files.there.toLocaleString("en")} ` +
            `found there. Every hash is right${compared && differing === 0 ? ", and so is every kept figure" : ""}.\n` +
            (compared
              ? ""
              : "Figures are made anew: the backup has none of this version to compare them with.\n") +
            (removed > 0 ? `${removed.toLocaleString("en")} ${REMOVED}\n` : "") +
            applied.map((name) => `applied ${name}\n`).join(""),
    );
    const wrong = [
      ...(differing > 0
        ? [`${differing} rows of figures differed from what the answers say; they are right now.`]
        : []),
      ...(report.missing > 0
        ? [`${report.missing} files were missing when the backup was made, and are missing now.`]
        : []),
    ];
    if (wrong.length > 0) throw new CommandError(wrong.join(" "));
  } finally {
    progress.end();
  }
}
