import { Command } from "commander";
import { openServed } from "@/lib/db/open-served";
import { env } from "@/lib/env";
import { CommandError } from "@/tooling/command-error";
import { assertDatabase } from "./assert-database";
import { assertStorage } from "./assert-storage";
import { startServer } from "./server";
import { untilAskedToStop } from "./signals";

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
      openServed(DATABASE_URL);
      await assertDatabase(DATABASE_URL);
      await assertStorage();
      const stopping = untilAskedToStop();
      const server = await startServer({ development: false });
      process.stdout.write(`Calot answers on port ${server.port}.\n`);
      await stopping;
      await server.stop();
      process.exit(0);
    });
}
