import { Command } from "commander";
import { openDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { readForServer } from "@/lib/jobs/uploads/read-for-server";
import { openFrames, openUploads } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";

export function readUploadCommand(): Command {
  return new Command("read-upload")
    .description("Reads an upload for the server, which starts it by itself.")
    .action(async () => {
      const { DATABASE_URL } = env();
      if (!process.send || !DATABASE_URL)
        throw new CommandError("The server runs this by itself; nobody else needs it.");
      const db = openDatabase(DATABASE_URL);
      await readForServer(db, openFrames(), openUploads());
      await db.close();
    });
}
