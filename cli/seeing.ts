import { openSeeing, type Seeing } from "@/lib/seen/open-seeing";
import { CommandError } from "@/tooling/command-error";
import { version } from "../package.json";

/**
 * Opens what is seen of a process that goes on until it is stopped: metrics, the access log, traces.
 *
 * @throws CommandError when the metrics' port is taken
 */
export async function see(): Promise<Seeing> {
  try {
    return await openSeeing(version);
  } catch (error) {
    const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
    if (code === undefined) throw error;
    throw new CommandError(
      code === "EADDRINUSE"
        ? `Port ${port} is taken by another program. Choose another one for metrics by METRICS_PORT.`
        : `Metrics can’t be told on METRICS_HOST and METRICS_PORT: ${message}.`,
    );
  }
}
