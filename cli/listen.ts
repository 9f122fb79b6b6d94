import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CommandError } from "@/tooling/command-error";

type Place = {
  readonly host: string;
  readonly port: number;
  /** The variable that sets the port. */
  readonly variable: string;
};

/**
 * @returns the port, which is another than was asked for where that was 0
 * @throws CommandError when the port is taken, or not this user's to take
 */
export function listen(server: Server, { host, port, variable }: Place): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") {
        reject(
          new CommandError(
            `Port ${port} is taken by another program. Choose another one: ${variable}=${port + 1}.`,
          ),
        );
      } else if (error.code === "EACCES") {
        reject(
          new CommandError(
            `Port ${port} may not be used by this user. Choose one above 1023: ${variable}=3000.`,
          ),
        );
      } else reject(error);
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/**
 * Looks whether a port could be listened at, without answering at it yet.
 *
 * @returns the port, which is another than was asked for where that was 0
 * @throws CommandError as `listen` does
 */
export async function tryPort(place: Place): Promise<number> {
  const tried = createServer();
  const port = await listen(tried, place);
  await new Promise((resolve) => tried.close(resolve));
  return port;
}
