import { env, type readEnv } from "@/lib/env";
import { explain } from "@/tooling/command-error";
import { askDatabase } from "./ask-database";
import { askMachine } from "./ask-machine";
import { askMail } from "./ask-mail";
import { type Finding, fault, ok, type Purpose, skipped } from "./finding";
import { judgeDatabase } from "./judge-database";
import { judgeMachine } from "./judge-machine";
import { judgeSettings } from "./judge-settings";

type Settings = ReturnType<typeof readEnv>;

/** Tries everything that a deployment needs. Nothing is changed, and no mail sent unless to `mailTo`. */
export async function examine(purpose: Purpose, mailTo: string | undefined): Promise<readonly Finding[]> {
  let settings: Settings;
  try {
    settings = env();
  } catch (error) {
    return [
      fault("variables", explain(error), "docs/operating.md lists them; .env.example has each."),
      skipped("all else", "needs the variables"),
    ];
  }
  const [database, machine, mail] = await Promise.all([
    examineDatabase(settings),
    askMachine(settings, purpose),
    askMail(settings, mailTo),
  ]);
  return [
    ok("variables", "each that is set can be read"),
    ...judgeSettings(settings, purpose),
    ...database,
    ...judgeMachine(machine, settings, purpose),
    mail,
  ];
}

async function examineDatabase({ DATABASE_URL, DATABASE_POOL_SIZE }: Settings): Promise<readonly Finding[]> {
  if (!DATABASE_URL) {
    return [
      fault(
        "database",
        "DATABASE_URL is not set.",
        "Name Postgres in it: postgresql://calot:password@db.hospital.example/calot.",
      ),
    ];
  }
  try {
    return judgeDatabase(await askDatabase(DATABASE_URL), DATABASE_POOL_SIZE);
  } catch (error) {
    const [says = "", ...more] = explain(error).split(". ");
    return [fault("database", `${says.replace(/\.$/, "")}.`, more.join(". ") || "Look in its log for why.")];
  }
}
