import { Command } from "commander";
import { assertMigrated } from "@/lib/db/migrate";
import { env } from "@/lib/env";
import { openFrames } from "@/lib/storage/open-storage";
import { CommandError } from "@/tooling/command-error";
import { startServer } from "./server";
import { untilAskedToStop } from "./signals";

/** @throws CommandError where frames can't be kept: nobody would be shown a picture, nor an upload taken */
async function assertStorage(): Promise<void> {
  try {
    await openFrames().check();
  } catch (error) {
    const why = whyNotWritten(error);
    if (why === null) throw error;
    throw new CommandError(
      `The folder of the frames, ${env().storageDir}, ${why}. It is set by STORAGE_DIR.`,
    );
  }
}

/** Why a folder can't be used, in words; null for what is a fault of its own. */
function whyNotWritten(error: unknown): string | null {
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case "ENOENT":
      return "can’t be made, for what it would lie in is not there";
    case "ENOTDIR":
    case "EEXIST":
      return "is a file, or lies in one";
    case "EACCES":
    case "EPERM":
      return "may not be written to by this user";
    case "EROFS":
      return "is on a disk that can only be read";
    case "ENOSPC":
    case "EDQUOT":
      return "is on a disk that is full";
    default:
      return null;
  }
}

export function serveCommand(): Command {
  return new Command("serve")
    .description("The web server of a deployment. Needs DATABASE_URL and NEXTAUTH_SECRET, and a build.")
    .action(async () => {
      const { DATABASE_URL, NEXTAUTH_SECRET } = env();
      if (!DATABASE_URL)
        throw new CommandError("DATABASE_URL is not set. To try Calot without a database: npm run demo.");
      if (!NEXTAUTH_SECRET) {
        throw new CommandError("NEXTAUTH_SECRET is not set. Make one with: openssl rand -base64 32.");
      }
      await assertMigrated(DATABASE_URL);
      await assertStorage();
      const stopping = untilAskedToStop();
      const server = await startServer({ development: false });
      process.stdout.write(`Calot answers on port ${server.port}.\n`);
      await stopping;
      await server.stop();
      process.exit(0);
    });
}
