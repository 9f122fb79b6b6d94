import { once } from "node:events";
import { createServer, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Ending, endingOf } from "./ending";

/** A connection to the server, with what has come on it. */
type Line = { ask(): void; come(): string; closed: Promise<unknown> };

const opened: { server: Server; sockets: Socket[] }[] = [];

async function serving(
  answer: (response: ServerResponse) => void,
): Promise<{ ending: Ending; open: () => Promise<Line>; asked: () => Promise<ServerResponse> }> {
  const server = createServer();
  const ending = endingOf(server);
  server.on("request", (_, response) => answer(response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const sockets: Socket[] = [];
  opened.push({ server, sockets });
  const { port } = server.address() as AddressInfo;
  const open = async (): Promise<Line> => {
    const socket = connect(port, "127.0.0.1");
    sockets.push(socket);
    let come = "";
    socket.on("data", (bytes) => {
      come += bytes;
    });
    const closed = new Promise((resolve) => socket.once("close", resolve));
    await once(socket, "connect");
    return { ask: () => socket.write("GET / HTTP/1.1\r\nHost: calot\r\n\r\n"), come: () => come, closed };
  };
  const asked = async (): Promise<ServerResponse> => (await once(server, "request"))[1];
  return { ending, open, asked };
}

afterEach(() => {
  for (const { server, sockets } of opened.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
  }
});

/** The last answer on a connection, which says so. */
const last = (words: string): RegExp => new RegExp(`Connection: close[\\s\\S]*${words}$`, "i");

describe("a server that ends", () => {
  it("answers what was sent before it began, and says that the connection ends with it", async () => {
    const { ending, open, asked } = await serving(() => {});
    const line = await open();
    line.ask();
    const response = await asked();
    const ended = ending.end(0);
    response.end("late");
    await Promise.all([line.closed, ended]);
    expect(line.come()).toMatch(last("late"));
  });

  it("answers what comes on a connection that was open, and takes no new one", async () => {
    const { ending, open } = await serving((response) => response.end("still here"));
    const [quiet, used] = [await open(), await open()];
    used.ask();
    await expect.poll(used.come).toMatch(/Connection: keep-alive[\s\S]*still here$/i);
    const ended = ending.end(0);
    expect(ending.hasBegun()).toBe(true);
    used.ask();
    quiet.ask();
    await Promise.all([quiet.closed, used.closed, ended]);
    expect([quiet.come(), used.come()]).toEqual(Array(2).fill(expect.stringMatching(last("still here"))));
    await expect(open()).rejects.toThrow("ECONNREFUSED");
  });

  it("takes new connections while it gives notice, each for one answer", async () => {
    const { ending, open } = await serving((response) => response.end("for now"));
    const ended = ending.end(500);
    const line = await open();
    line.ask();
    await Promise.all([line.closed, ended]);
    expect(line.come()).toMatch(last("for now"));
  });

  it("closes a connection on which nothing comes, and one whose answer had begun when that has ended", async () => {
    const { ending, open, asked } = await serving((response) => response.write("first"));
    const [idle, long] = [await open(), await open()];
    long.ask();
    const response = await asked();
    await expect.poll(long.come).toContain("first");
    const ended = ending.end(0);
    await idle.closed;
    expect(idle.come()).toBe("");
    response.end("then");
    await Promise.all([long.closed, ended]);
    expect(long.come()).toMatch(/first[\s\S]*then/);
  });
});
