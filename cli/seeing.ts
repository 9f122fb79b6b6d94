import { env } from "@/lib/env";
import { openSeeing, type Seeing } from "@/lib/seen/open-seeing";
import { version } from "../package.json";
import { listen } from "./listen";

/**
 * Opens what is seen of a process that goes on until it is stopped: metrics, the access log, traces.
 *
 * @throws CommandError when the metrics' port is taken
 */
export const see = (): Promise<Seeing> =>
  openSeeing(version, (server, port) =>
    listen(server, { host: env().METRICS_HOST, port, variable: "METRICS_PORT" }),
  );
