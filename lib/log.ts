import pino, { type Logger } from "pino";
import { env } from "./env";

let shared: Logger | undefined;

/** The process's log: JSON lines on the standard error stream. */
export function log(): Logger {
  shared ??= pino({ level: env().LOG_LEVEL }, pino.destination(2));
  return shared;
}
