import { readFile } from "node:fs/promises";
import { Command } from "commander";
import { SYSTEM } from "@/lib/auth/actor";
import { redirectPath } from "@/lib/domain/identities/addresses";
import { variable } from "@/lib/env";
import { addConnection } from "@/lib/services/connections/add-connection";
import { changeConnection } from "@/lib/services/connections/change-connection";
import { getConnection } from "@/lib/services/connections/get-connection";
import { listConnections } from "@/lib/services/connections/list-connections";
import { makeToken } from "@/lib/services/connections/make-token";
import { readProviderMetadata } from "@/lib/services/connections/read-provider-metadata";
import { removeConnection } from "@/lib/services/connections/remove-connection";
import { testConnection } from "@/lib/services/connections/test-connection";
import type { Context } from "@/lib/services/context";
import type { Result } from "@/lib/services/result";
import { CommandError } from "@/tooling/command-error";
import { chooseInstitution } from "./choose-institution";
import { withDatabase } from "./database";
import { formatTable, printable } from "./table";

type Options = { readonly institution?: string; readonly secretEnv?: string };

const FILE = "a file of JSON, or - for standard input";

export function connectCommand(): Command {
  const group = new Command("connect").description(
    "Systems that an institution is connected to: what the page “Connections” does, for whoever runs the server.",
  );
  const verb = (usage: string, says: string): Command => {
    const command = group
      .command(usage)
      .description(says)
      .option("--institution <name>", "whose it is; by default the only institution there is");
    return command;
  };
  const withSecret = (command: Command): Command =>
    command.option(
      "--secret-env <variable>",
      "the environment’s variable with the secret that the other side gave",
    );
  verb("list", "List the connections.").action(list);
  verb("show <id>", "Write what is told of a connection as JSON, which “add” and “change” take.").action(
    show,
  );
  withSecret(
    verb("add <file>", `Add a connection: its kind, name and settings from ${FILE}. It is off.`),
  ).action(add);
  withSecret(
    verb("change <id> <file>", `Change a connection: its name, its settings, or both, from ${FILE}.`),
  ).action(change);
  verb("on <id>", "Turn a connection on.").action((id: string, options: Options) => turn(id, true, options));
  verb("off <id>", "Turn a connection off.").action((id: string, options: Options) =>
    turn(id, false, options),
  );
  verb("test <id>", "Ask the other side, and say what is wrong. Without a fault it ends with 0.").action(
    test,
  );
  verb("token <id>", "Make a directory’s token, and print it once. The one before holds no more.").action(
    token,
  );
  verb(
    "metadata <source>",
    "Read a SAML provider’s metadata, from an address or a file, into settings for “add”.",
  ).action(metadata);
  verb("remove <id>", "Remove a connection for good. Whoever is signed in by it is signed out.").action(
    remove,
  );
  return group;
}

const say = (text: string): void => void process.stdout.write(text);

function need<T>(result: Result<T>): T {
  if (!result.ok) throw new CommandError(result.failure.detail);
  return result.value;
}

/** Does something for an institution, as the system. */
const within = ({ institution }: Options, work: (ctx: Context) => Promise<void>): Promise<void> =>
  withDatabase(async (db) => {
    const { id } = await chooseInstitution(db, institution);
    await work({ actor: SYSTEM, institutionId: id, now: new Date(), db });
  });

async function readJson(file: string): Promise<object> {
  const text = file === "-" ? await allOf(process.stdin) : await readFile(file, "utf8").catch(() => null);
  if (text === null) throw new CommandError(`${file} can’t be read.`);
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return read;
  } catch {}
  throw new CommandError(`${file === "-" ? "Standard input" : file} holds no JSON object.`);
}

async function allOf(stream: AsyncIterable<Buffer | string>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += chunk;
  return text;
}

/** Never on the command line: that can be read by everybody on the machine. */
function secretOf({ secretEnv }: Options): { readonly secret?: string } {
  if (secretEnv === undefined) return {};
  const secret = variable(secretEnv);
  if (!secret) throw new CommandError(`The variable ${secretEnv} is not set.`);
  return { secret };
}

async function list(options: Options): Promise<void> {
  await within(options, async (ctx) => {
    const connections = need(await listConnections(ctx));
    if (connections.length === 0) return say("There is no connection.\n");
    const rows = connections.map(({ id, kind, name, enabled, people }) => [
      id,
      kind,
      name,
      enabled ? "on" : "off",
      people,
    ]);
    say(
      formatTable(
        [
          { name: "id" },
          { name: "kind" },
          { name: "name" },
          { name: "state" },
          { name: "people", align: "right" },
        ],
        rows,
      ),
    );
  });
}

async function show(id: string, options: Options): Promise<void> {
  await within(options, async (ctx) => {
    const { kind, name, settings } = need(await getConnection(ctx, id));
    say(`${JSON.stringify({ kind, name, settings }, null, 2)}\n`);
  });
}

async function add(file: string, options: Options): Promise<void> {
  const input = { ...(await readJson(file)), ...secretOf(options) };
  await within(options, async (ctx) => {
    // Refused in words where it is no connection.
    const { id } = need(await addConnection(ctx, input as Parameters<typeof addConnection>[1]));
    say(`${id} added. It is off: “calot connect test ${id}”, then “calot connect on ${id}”.\n`);
  });
}

async function change(id: string, file: string, options: Options): Promise<void> {
  const { kind: _, ...given } = (await readJson(file)) as { kind?: unknown };
  await within(options, async (ctx) => {
    need(await changeConnection(ctx, id, { ...given, ...secretOf(options) }));
    say(`${id} changed.\n`);
  });
}

async function turn(id: string, enabled: boolean, options: Options): Promise<void> {
  await within(options, async (ctx) => {
    need(await changeConnection(ctx, id, { enabled }));
    say(`${id} is ${enabled ? "on" : "off"}.\n`);
  });
}

async function test(id: string, options: Options): Promise<void> {
  const address = variable("NEXTAUTH_URL");
  if (!address)
    throw new CommandError("Set NEXTAUTH_URL to where browsers reach Calot: others send people back there.");
  await within(options, async (ctx) => {
    const { steps } = need(await testConnection(ctx, id, new URL(redirectPath(id), address).href));
    for (const { ok, said } of steps) say(`${ok ? "✓" : "✗"} ${printable(said)}\n`);
    if (steps.some(({ ok }) => !ok)) process.exitCode = 1;
  });
}

async function token(id: string, options: Options): Promise<void> {
  await within(options, async (ctx) => {
    const made = need(await makeToken(ctx, id));
    say(`Token, shown only now: ${made.token}\n`);
  });
}

async function metadata(source: string, options: Options): Promise<void> {
  const isAddress = /^https?:\/\//i.test(source);
  const xml = isAddress ? "" : await readFile(source, "utf8").catch(() => null);
  if (xml === null) throw new CommandError(`${source} can’t be read.`);
  await within(options, async (ctx) => {
    const read = need(await readProviderMetadata(ctx, isAddress ? { address: source } : { xml }));
    const settings = {
      metadataUrl: isAddress ? source : null,
      ...read,
      certificates: read.certificates.map(({ base64 }) => base64),
    };
    say(`${JSON.stringify({ kind: "saml", name: "", settings }, null, 2)}\n`);
  });
}

async function remove(id: string, options: Options): Promise<void> {
  await within(options, async (ctx) => {
    need(await removeConnection(ctx, id));
    say(`${id} removed.\n`);
  });
}
