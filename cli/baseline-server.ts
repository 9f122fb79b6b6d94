import { Command, InvalidArgumentError, Option } from "commander";
import sharp from "sharp";
import type { Coordinates } from "@/lib/baseline/chat/answer-chat";
import { OUT_OF_FOLD, WHOLE } from "@/lib/baseline/chat/baseline-chooser";
import { type BaselineServer, serveBaseline } from "@/lib/baseline/chat/serve-baseline";
import { FitError, type NamedFit, nameFit, readFit } from "@/lib/baseline/fit/fit-file";
import { CommandError } from "@/tooling/command-error";
import { describeFit, fitShowingProgress } from "./baseline-fit";
import { untilAskedToStop } from "./signals";

type Options = {
  fit?: string;
  fitOn?: string;
  host: string;
  port: number;
  coordinates: Coordinates;
};

export function baselineServerCommand(): Command {
  return new Command("baseline-server")
    .description(
      "Serve the baseline, a small reader that runs anywhere, as OpenAI’s chat API (docs/baseline.md).",
    )
    .option("--fit <file>", "a fit made by calot baseline-fit")
    .option("--fit-on <dir>", "a bundle: fits on its train split first, and keeps nothing")
    .option("--host <address>", "the address to listen at; by default this machine’s own alone", "127.0.0.1")
    .addOption(
      new Option("--port <number>", "the port to listen at; 0: any that is free")
        .default(8000)
        .env("PORT")
        .argParser(parsePort),
    )
    .addOption(
      new Option("--coordinates <units>", "what boxes are counted in; calot predict must be told the same")
        .choices(["relative-1000", "pixels"])
        .default("relative-1000"),
    )
    .addHelpText(
      "after",
      `\nTwo models are served. ${WHOLE} refuses frames that it was fitted on;\n${OUT_OF_FOLD} reads those too, each by a fit that knows nothing of its video.`,
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const fit = await loadFit(options);
  process.stdout.write(describeFit(fit));
  // Several pictures are decoded at once, each on one thread; no picture comes twice, so that a cache is of no use.
  sharp.concurrency(1);
  sharp.cache(false);
  const server = await start(fit, options);
  const stopping = untilAskedToStop();
  process.stdout.write(`\n${WHOLE} answers at http://${shownHost(options.host)}:${server.port}/v1.\n`);
  await stopping;
  await server.stop();
}

async function loadFit({ fit, fitOn }: Options): Promise<NamedFit> {
  if ((fit === undefined) === (fitOn === undefined)) {
    throw new CommandError("Give either --fit FILE or --fit-on DIR.");
  }
  if (fitOn !== undefined) return nameFit(await fitShowingProgress(fitOn));
  return readFit(fit!).catch((cause: unknown) => {
    throw cause instanceof FitError ? new CommandError(cause.message) : cause;
  });
}

async function start(fit: NamedFit, { host, port, coordinates }: Options): Promise<BaselineServer> {
  const onFault = (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  };
  return serveBaseline(fit, { host, port, coordinates, onFault }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "EADDRINUSE")
      throw new CommandError(`Port ${port} is taken by another program. Choose another one with --port.`);
    if (cause.code === "EADDRNOTAVAIL" || cause.code === "ENOTFOUND")
      throw new CommandError(`${host} is no address of this machine.`);
    if (cause.code === "EACCES")
      throw new CommandError(`Port ${port} may not be used by this user. Choose one above 1023.`);
    throw cause;
  });
}

function shownHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535.");
}
