// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { NewUpload } from "@/lib/domain/uploads/new-upload";
import type { UploadView } from "@/lib/domain/uploads/views";
import { type Asked, json, problem, standInServer, unreachable } from "../../testing/server";
import { sendUpload } from "./send-upload";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const BYTES = 5 * 1024 * 1024;
const upload = {
  id: "00000000-0000-4000-8000-000000000001",
  kind: "bundle",
  datasetName: "Theatre",
  fileName: "resgo.zip",
  bytes: BYTES,
  open: false,
} as NewUpload;

/** A server that keeps what comes piece by piece, and a hand that watches. */
function send() {
  const server = standInServer();
  let received = 0;
  const view = () =>
    json({
      id: upload.id,
      kind: "bundle",
      datasetName: "Theatre",
      fileName: "resgo.zip",
      author: "Dr First",
      mine: true,
      status: "receiving",
      received,
      bytes: BYTES,
      done: 0,
      total: 0,
      createdAt: "2026-03-02T09:00:00.000Z",
      finishedAt: null,
      error: null,
      takenBack: false,
      report: null,
    } satisfies UploadView);
  const takes = ({ method, path, body }: Asked): Response => {
    if (method === "POST") return view();
    expect(path).toBe(`/api/uploads/${upload.id}/bytes?offset=${received}`);
    received += (body as Blob).size;
    return json({ received, taken: true });
  };
  server.answer(takes);
  const [progress, waiting] = [[] as number[], [] as boolean[]];
  const stopping = new AbortController();
  const begin = (content: Blob = new Blob([new Uint8Array(BYTES)]), files: readonly File[] = []) =>
    sendUpload(upload, content, {
      files,
      signal: stopping.signal,
      onProgress: (bytes) => progress.push(bytes),
      onWaiting: (isWaiting) => waiting.push(isWaiting),
    });
  return { server, takes, begin, progress, waiting, stopping, has: () => received };
}

test("all of it arrives, piece after piece", async () => {
  const { begin, has, progress } = send();
  expect(await begin()).toBeNull();
  expect(has()).toBe(BYTES);
  expect(progress.at(-1)).toBe(BYTES);
  expect(progress).toEqual([...progress].sort((a, b) => a - b));
});

test("a lost connection is waited for, and the server says where to go on", async () => {
  const { server, takes, begin, has, waiting } = send();
  let failures = 2;
  server.answer((asked) =>
    asked.method === "PUT" && has() > 0 && failures-- > 0 ? unreachable() : takes(asked),
  );
  const sent = begin();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await sent).toBeNull();
  expect(has()).toBe(BYTES);
  expect(waiting).toContain(true);
  expect(waiting.at(-1)).toBe(false);
  expect(server.asked.filter(({ method }) => method === "POST").length).toBeGreaterThan(1);
});

test("what the server refuses is told, and not sent again", async () => {
  const { server, begin } = send();
  server.answer(() => problem(413, "The bundle is larger than 8,000 MB."));
  expect(await begin()).toBe("The bundle is larger than 8,000 MB.");
  expect(server.asked).toHaveLength(1);
});

test("stopped while it waits, it ends at once and says how to go on", async () => {
  const { server, begin, stopping, waiting } = send();
  server.answer(unreachable);
  const sent = begin();
  await vi.advanceTimersByTimeAsync(10);
  expect(waiting.at(-1)).toBe(true);
  stopping.abort();
  expect(await sent).toMatch(/Choose the same files again to go on\./);
});

/** What browsers make of a file that was touched after it was chosen: from a moment on nothing of it can be read. */
function changingFile(name: string, changed: () => boolean): File {
  const file = new File([new Uint8Array(BYTES)], name);
  const slice = file.slice.bind(file);
  file.slice = (...place) => {
    const part = slice(...place);
    const read = part.arrayBuffer.bind(part);
    part.arrayBuffer = () =>
      changed() ? Promise.reject(new DOMException("The file changed", "NotReadableError")) : read();
    return part;
  };
  return file;
}

test("a file that changes while it is sent ends it with a sentence that names it, not by waiting", async () => {
  const { begin, has, waiting } = send();
  const file = changingFile("frame_6.jpg", () => has() > 0);
  expect(await begin(file, [new File(["x"], "frame_5.jpg"), file])).toMatch(
    /^frame_6\.jpg was changed, moved or deleted .* Choose the files again\.$/,
  );
  expect(waiting).not.toContain(true);
});

test("a file that can’t be read any more is told of before anything is sent", async () => {
  const { server, begin } = send();
  const file = changingFile("frame_6.jpg", () => true);
  expect(await begin(file, [file])).toMatch(/^frame_6\.jpg was changed/);
  expect(server.asked).toEqual([]);
});
