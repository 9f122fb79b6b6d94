// Loaded before a server under test (`--import`): notes each exception that nothing catches, and each rejection that
// nobody handles, in the file that CALOT_UNCAUGHT names. The test then fails that started the server.
import { appendFileSync } from "node:fs";

const file = process.env.CALOT_UNCAUGHT;

function note(kind: string, cause: unknown): void {
  if (file) appendFileSync(file, `${kind}: ${cause instanceof Error ? cause.stack : String(cause)}\n`);
}

// The monitor hears of an exception whoever else listens; Next does, and goes on.
process.on("uncaughtExceptionMonitor", (error) => note("uncaught exception", error));
process.on("unhandledRejection", (reason) => note("unhandled rejection", reason));
