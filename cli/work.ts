import { Command } from "commander";
import { openServed } from "@/lib/db/open-served";
import { database } from "@/lib/db/served";
import { env } from "@/lib/env";
import { CommandError } from "@/tooling/command-error";
import { assertDatabase } from "./assert-database";
import { assertStorage } from "./assert-storage";
import { see } from "./seeing";
import { untilAskedToStop } from "./signals";
import { startChores } from "./start-chores";
import { startWorkServer } from "./work-server";

export function workCommand(): Command {
  return new Command("work")
    .description(
      "What a deployment does beside answering: reads uploads, sends mails, makes figures. For web servers with " +
        "CHORES=off. Needs DATABASE_URL.",
    )
    .action(async () => {
      const { DATABASE_URL } = env();
      if (!DATABASE_URL)
        throw new CommandError("DATABASE_URL is not set. “npm run demo” does its work by itself.");
      openServed(DATABASE_URL);
      await assertDatabase(DATABASE_URL);
      await assertStorage();
      const stopping = untilAskedToStop();
      const seeing = await see();
      const server = await startWorkServer();
      const chores = startChores();
      process.stdout.write(`Calot works, and is asked how it is on port ${server.port}.\n`);
      await stopping;
      server.sayEnding();
      await chores.stop();
      await server.stop();
      await seeing.close();
      await database().close();
      process.exit(0);
    });
}
