import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { Command } from "commander";
import { holdsOtherUsers, seedDemo, seedDemoPractice } from "@/demo/seed";
import { type Database, openDatabase } from "@/lib/db/client";
import { type Logins, migrate } from "@/lib/db/migrate";
import { DEMO_PASSWORD, demoAccounts } from "@/lib/domain/people/demo-accounts";
import { env, setEnv } from "@/lib/env";
import { buildIfChanged } from "@/tooling/build";
import { CommandError } from "@/tooling/fail";
import { givenLogins, startEmbedded } from "./database";
import { ownSecret } from "./own-secret";
import { startServer } from "./server";
import { untilAskedToStop } from "./signals";

export function demoCommand(): Command {
  return new Command("demo")
    .description(
      "All of Calot on this machine: database, demo data, build and server. Ctrl-C stops all of it.",
    )
    .action(runDemo);
}

async function runDemo(): Promise<void> {
  const stopping = untilAskedToStop();
  const home = path.resolve(env().CALOT_HOME);
  await mkdir(home, { recursive: true });
  await assertPortFree();
  const given = givenLogins();
  say(given ? "Using the database of DATABASE_URL." : "Starting Postgres …");
  const embedded = given ? null : await startEmbedded();
  try {
    const logins = given ?? embedded!.logins;
    setEnv({
      NODE_ENV: "production",
      DATABASE_URL: logins.app,
      NEXTAUTH_SECRET: env().NEXTAUTH_SECRET ?? (await ownSecret(home)),
      CALOT_DEMO: "1",
    });
    // The build takes the longest; the data are made meanwhile.
    const prepared = Promise.all([prepareData(logins, given !== null), buildIfChanged(home, say)]);
    const interrupted = await Promise.race([prepared.then(() => false), stopping.then(() => true)]);
    if (!interrupted) {
      const server = await startServer({ development: false });
      announce(server.port);
      await stopping;
      say("Stopping …");
      await server.stop();
    }
  } finally {
    await embedded?.cluster.release();
  }
  say("Stopped. Everything is kept for the next start.");
  process.exit(0);
}

/** Before anything takes time: nothing is worse than minutes of work and then no port. */
async function assertPortFree(): Promise<void> {
  const { HOST, PORT } = env();
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      reject(
        new CommandError(
          `Port ${PORT} is taken by another program. Choose another one: PORT=${PORT + 1} npm run demo`,
        ),
      );
    });
    probe.listen(PORT, HOST, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

async function prepareData(logins: Logins, isGiven: boolean): Promise<void> {
  const applied = await migrate(logins);
  if (applied.length > 0) say("The database is made.");
  const db: Database = openDatabase(logins.app);
  try {
    if (isGiven && (await holdsOtherUsers(db))) {
      throw new CommandError(
        "The database of DATABASE_URL holds people’s accounts. The demo’s accounts, whose password everyone knows, " +
          "are not put there. Use an empty database, or start a deployment with “npm start”.",
      );
    }
    await seedDemo(db, say);
    await seedDemoPractice(db, say);
  } finally {
    await db.close();
  }
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function announce(port: number): void {
  const width = Math.max(...demoAccounts.map(({ email }) => email.length));
  say("");
  say(`Calot is ready: http://localhost:${port}`);
  say("");
  say(`Sign in with one of these; the password is ${DEMO_PASSWORD} for all of them:`);
  for (const { email, role } of demoAccounts) say(`  ${email.padEnd(width)}  ${role}`);
  say("");
  say("Ctrl-C stops it; your answers are kept.");
}
