import { type AddressInfo, connect as connectTo, createServer, type Socket } from "node:net";

/** The line between a program and a Postgres: it can be stalled, as by a Postgres that stands still, and cut. */
export type Line = {
  /** The database's address through it. */
  readonly url: string;
  /** From now on nothing comes through, and connections are taken and not answered. */
  stall(): void;
  /** What was held back comes through, and all that follows. */
  resume(): void;
  /** Ends every connection, as a Postgres that dies does. */
  cut(): void;
  close(): Promise<void>;
};

export async function openLine(url: string): Promise<Line> {
  const { hostname, port } = new URL(url);
  const ends = new Set<Socket>();
  let stalled = false;
  const server = createServer((near) => {
    const far = connectTo(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on("error", () => {});
      from.on("close", () => {
        ends.delete(from);
        to.destroy();
      });
      from.on("data", (bytes) => to.write(bytes));
      if (stalled) from.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    url: through.href,
    stall() {
      stalled = true;
      for (const end of ends) end.pause();
    },
    resume() {
      stalled = false;
      for (const end of ends) end.resume();
    },
    cut,
    close() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
