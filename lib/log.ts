import pino, { type Logger } from "pino";
import { env } from "./env";
import { underWay } from "./under-way";

let shared: Logger | undefined;

/** The process's log: JSON lines on the standard error stream. */
export function log(): Logger {
  shared ??= pino({ level: env().LOG_LEVEL, mixin: numbered }, pino.destination(2));
  return shared;
}

/** Lines of a request, or of a chore's round, have its number. */
function numbered(): object {
  const it = underWay();
  return it ? { request: it.id } : {};
}
