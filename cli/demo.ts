import { createServer } from "node:net";
import path from "node:path";
import { Command } from "commander";
import { holdsOtherUsers, seedDemo, seedDemoPractice } from "@/demo/seed";
import { type Database, openDatabase } from "@/lib/db/client";
import { type Logins, migrate } from "@/lib/db/migrate";
import { openServed } from "@/lib/db/open-served";
import { DEMO_PASSWORD, demoAccounts } from "@/lib/domain/people/demo-accounts";
import { env, setEnv, variable } from "@/lib/env";
import { buildIfChanged } from "@/tooling/build";
import { CommandError } from "@/tooling/command-error";
import { givenLogins, startEmbedded } from "./database";
import { makeNamedFolder } from "./make-named-folder";
import { ownSecret } from "./own-secret";
import { startServer } from "./server";
import { untilAskedToStop } from "./signals";

export function demoCommand(): Command {
  return new Command("demo")
    .description(
      "All of Calot on this machine: database, demo data, build and server. Ctrl-C stops all of it.",
    )
    .option("--dev", "for those who change it: pages are built when they are asked for; data of its own")
    .action((options: { dev?: true }) => runDemo(options.dev ?? false));
}

/** What development has to itself: a schema that is being changed must not get into the demo's database. */
const DEVELOPMENT_HOME = ".calot/dev";

async function runDemo(development: boolean): Promise<void> {
  const stopping = untilAskedToStop();
  // Everyone knows the passwords: other machines reach it where somebody says so.
  setEnv({ HOST: variable("HOST") ?? "127.0.0.1" });
  if (development) {
    setEnv({
      CALOT_HOME: variable("CALOT_HOME") ?? DEVELOPMENT_HOME,
      NEXT_TELEMETRY_DISABLED: "1",
    });
  }
  const home = path.resolve(env().CALOT_HOME);
  await makeNamedFolder(home);
  await assertPortFree(development ? "npm run dev" : "npm run demo");
  const given = givenLogins();
  say(given ? "Using the database of DATABASE_URL." : "Starting Postgres …");
  const embedded = given ? null : await startEmbedded();
  try {
    const logins = given ?? embedded!.logins;
    setEnv({
      NODE_ENV: development ? "development" : "production",
      DATABASE_URL: logins.app,
      NEXTAUTH_SECRET: env().NEXTAUTH_SECRET ?? (await ownSecret(home, "secret")),
      ...(env().SECRETS_KEY === undefined && { SECRETS_KEY: await ownSecret(home, "secrets-key") }),
    });
    // The build takes the longest; the data are made meanwhile.
    const prepared = Promise.all([
      prepareData(logins, { isGiven: given !== null, development }),
      development || buildIfChanged(home, say),
    ]);
    const seeded = await Promise.race([prepared.then(([seeded]) => seeded), stopping.then(() => null)]);
    if (seeded !== null) {
      if (seeded) setEnv({ CALOT_DEMO: "1" });
      openServed(logins.app);
      const server = await startServer({ development });
      announce(server.port, seeded);
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
async function assertPortFree(command: string): Promise<void> {
  const { HOST, PORT } = env();
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EADDRINUSE") return reject(error);
      reject(
        new CommandError(
          `Port ${PORT} is taken by another program. Choose another one: PORT=${PORT + 1} ${command}`,
        ),
      );
    });
    probe.listen(PORT, HOST, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/**
 * Brings the database to this schema and puts the demo's data there.
 *
 * @returns false where people's accounts are in it and it stays without: in development alone
 * @throws CommandError where they are, and the demo was asked for
 */
async function prepareData(
  logins: Logins,
  { isGiven, development }: { isGiven: boolean; development: boolean },
): Promise<boolean> {
  const applied = await migrate(logins);
  if (applied.length > 0) say("The database is made.");
  const db: Database = openDatabase(logins.app);
  try {
    if (isGiven && (await holdsOtherUsers(db))) {
      if (development) return false;
      throw new CommandError(
        "The database of DATABASE_URL holds people’s accounts. The demo’s accounts, whose password everyone knows, " +
          "are not put there. Use an empty database, or start a deployment with “npm start”.",
      );
    }
    await seedDemo(db, say);
    await seedDemoPractice(db, say);
    return true;
  } finally {
    await db.close();
  }
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function announce(port: number, seeded: boolean): void {
  const width = Math.max(...demoAccounts.map(({ email }) => email.length));
  say("");
  say(`Calot is ready: http://localhost:${port}`);
  say("");
  if (seeded) {
    say(`Sign in with one of these; the password is ${DEMO_PASSWORD} for all of them:`);
    for (const { email, role } of demoAccounts) say(`  ${email.padEnd(width)}  ${role}`);
  } else say("The database holds people’s accounts: sign in with one of those.");
  say("");
  say("Ctrl-C stops it; your answers are kept.");
}
