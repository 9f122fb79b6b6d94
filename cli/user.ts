import { randomBytes } from "node:crypto";
import { Command, Option } from "commander";
import { SYSTEM } from "@/lib/auth/actor";
import type { Role } from "@/lib/domain/people/role";
import { setPassword } from "@/lib/services/passwords/set-password";
import { addUser } from "@/lib/services/people/add-user";
import { resetSecondStepOf } from "@/lib/services/second-step/reset-second-step";
import { CommandError } from "@/tooling/command-error";
import { chooseInstitution } from "./choose-institution";
import { withDatabase } from "./database";

type Options = {
  role: string;
  name?: string;
  cohort?: string;
  institution?: string;
  timeZone?: string;
  passwordStdin?: true;
};

export function userCommand(): Command {
  const add = new Command("add")
    .description("Make an account. Its password is read from standard input, or made and printed once.")
    .argument("<email>", "what the person signs in with")
    .addOption(
      new Option("--role <role>", "what the person is")
        .choices(["resident", "faculty", "director", "admin"])
        .makeOptionMandatory(),
    )
    .option("--name <name>", "as shown; by default the e-mail’s first part")
    .option("--cohort <name>", "a resident’s cohort; made where there is none")
    .option("--institution <name>", "made where there is none; by default the only one there is")
    .option("--time-zone <zone>", "of a new institution, as in Europe/Vienna; by default UTC")
    .option("--password-stdin", "read the password from standard input, its first line")
    .action(run);
  const password = new Command("password")
    .description(
      "Give an account another password. It is read from standard input, or made and printed once.",
    )
    .argument("<email>", "what the person signs in with")
    .option("--password-stdin", "read the password from standard input, its first line")
    .action(changePassword);
  const secondStep = new Command("reset-second-step")
    .description("Remove the passkeys, the app and the recovery codes of an account, and end its sessions.")
    .argument("<email>", "what the person signs in with")
    .requiredOption("--reason <why>", "written down in the audit trail")
    .action(resetFactors);
  return new Command("user")
    .description("People’s accounts.")
    .addCommand(add)
    .addCommand(password)
    .addCommand(secondStep);
}

async function resetFactors(email: string, { reason }: { reason: string }): Promise<void> {
  await withDatabase(async (db) => {
    const result = await resetSecondStepOf({ actor: SYSTEM, now: new Date(), db }, { email, reason });
    if (!result.ok) throw new CommandError(result.failure.detail);
    process.stdout.write(`${email} signs in with the password alone, and is signed out everywhere.\n`);
  });
}

async function changePassword(email: string, options: Pick<Options, "passwordStdin">): Promise<void> {
  const { password, made } = await givenOrMade(options);
  await withDatabase(async (db) => {
    const result = await setPassword({ actor: SYSTEM, now: new Date(), db }, { email, password });
    if (!result.ok) throw new CommandError(result.failure.detail);
    process.stdout.write(`${email} has another password, and is signed out everywhere.\n`);
    if (made) process.stdout.write(`Password, shown only now: ${password}\n`);
  });
}

async function givenOrMade({
  passwordStdin,
}: Pick<Options, "passwordStdin">): Promise<{ password: string; made: boolean }> {
  if (passwordStdin) return { password: await firstLine(process.stdin), made: false };
  return { password: randomBytes(12).toString("base64url"), made: true };
}

async function run(email: string, options: Options): Promise<void> {
  const { password, made } = await givenOrMade(options);
  await withDatabase(async (db) => {
    const result = await addUser(
      { actor: SYSTEM, now: new Date(), db },
      {
        email,
        name: options.name ?? email.split("@")[0]!,
        // Refused in words where it is none.
        role: options.role as Role,
        password,
        institution: options.institution ?? (await chooseInstitution(db, undefined)).name,
        cohort: options.cohort,
        timeZone: options.timeZone,
      },
    );
    if (!result.ok) throw new CommandError(result.failure.detail);
    process.stdout.write(`${options.role} ${email} added to ${result.value.institution}.\n`);
    if (made) process.stdout.write(`Password, shown only now: ${password}\n`);
  });
}

async function firstLine(stream: AsyncIterable<Buffer | string>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += chunk;
  return text.split(/\r?\n/)[0] ?? "";
}
