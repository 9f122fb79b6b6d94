import { existsSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { nameProcess } from "@/lib/db/application-name";
import { variable } from "@/lib/env";
import { CommandError, exitWithError } from "@/tooling/command-error";

/** Each is loaded when it is asked for: all of them take longer to read than most of them to run. */
const commands = new Map<string, () => Promise<Command>>(
  Object.entries({
    serve: async () => (await import("./serve")).serveCommand(),
    work: async () => (await import("./work")).workCommand(),
    migrate: async () => (await import("./migrate")).migrateCommand(),
    connect: async () => (await import("./connect")).connectCommand(),
    user: async () => (await import("./user")).userCommand(),
    import: async () => (await import("./import")).importCommand(),
    export: async () => (await import("./export")).exportCommand(),
    predict: async () => (await import("./predict")).predictCommand(),
    predictions: async () => (await import("./predictions")).predictionsCommand(),
    "train-log": async () => (await import("./train-log")).trainLogCommand(),
    evaluate: async () => (await import("./evaluate")).evaluateCommand(),
    simulate: async () => (await import("./simulate")).simulateCommand(),
    "train-export": async () => (await import("./train-export")).trainExportCommand(),
    reference: async () => (await import("./reference")).referenceCommand(),
    "baseline-fit": async () => (await import("./baseline-fit")).baselineFitCommand(),
    "baseline-server": async () => (await import("./baseline-server")).baselineServerCommand(),
    backup: async () => (await import("./backup")).backupCommand(),
    restore: async () => (await import("./restore")).restoreCommand(),
    figures: async () => (await import("./figures")).figuresCommand(),
    purge: async () => (await import("./purge")).purgeCommand(),
    audit: async () => (await import("./audit")).auditCommand(),
    storage: async () => (await import("./storage")).storageCommand(),
    rescore: async () => (await import("./rescore")).rescoreCommand(),
    "read-upload": async () => (await import("./read-upload")).readUploadCommand(),
    "bench-data": async () => (await import("./bench-data")).benchDataCommand(),
    doctor: async () => (await import("./doctor")).doctorCommand(),
    demo: async () => (await import("./demo")).demoCommand(),
  }),
);

// Pages, migrations and prompts are found by the folder that it is started in.
if (!existsSync("lib/vlm/prompts")) {
  exitWithError(
    new CommandError(`Start this in the folder of Calot: cd ${path.dirname(import.meta.dirname)}`),
  );
}

// What the environment says already stands.
if (existsSync(".env")) process.loadEnvFile();

// Before any command is read: some sentences are said while a module is.
const catalogue = variable("LANGUAGE_FILE");
if (catalogue) {
  const { readCatalogue } = await import("@/lib/language/read-catalogue");
  try {
    globalThis.calotLanguage = readCatalogue(catalogue);
  } catch (error) {
    exitWithError(error);
  }
}

const program = new Command("calot")
  .description("Practise reading the operative field of a laparoscopic cholecystectomy.")
  .showHelpAfterError("Run it with --help to see what it takes.");

/** Run by the server alone: not among what people are offered. */
const HIDDEN = new Set(["read-upload"]);

const asked = commands.get(process.argv[2] ?? "");
// Those that serve pages are one kind of process to whoever looks at Postgres.
if (asked) nameProcess(/^(serve|demo)$/.test(process.argv[2]!) ? "web" : process.argv[2]!);
for (const [name, command] of commands) {
  if (asked ? command === asked : !HIDDEN.has(name)) program.addCommand(await command());
}

await program.parseAsync().catch(exitWithError);
// The schema engine leaves a timer of ten seconds behind, for which nobody should wait.
process.exit();
