import { connect } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Phase } from "@/lib/domain/phases";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { nameFit } from "../fit/fit-file";
import { FRAME, fitPaintedBundle, paint, paintedFrames, testFrames, writePaintedBundle } from "../testing";
import { OUT_OF_FOLD, WHOLE } from "./baseline-chooser";
import { type BaselineServer, serveBaseline } from "./serve-baseline";
import { BOX_FORM, dataUrl, phaseQuestion, zoneQuestion } from "./testing";

const below = await testFolder();
const unseen = await paint(testFrames[0]!);
const learnt = await paint(paintedFrames[0]!);
const faults: unknown[] = [];
let fit: ReturnType<typeof nameFit>;
let server: BaselineServer;

const options = { host: "127.0.0.1", port: 0, onFault: (fault: unknown) => faults.push(fault) };

beforeAll(async () => {
  fit = nameFit(await fitPaintedBundle(await writePaintedBundle(below)));
  server = await serveBaseline(fit, { ...options, coordinates: "relative-1000" });
});

afterAll(async () => {
  await server.stop();
  expect(faults).toEqual([]);
});

const at = (path: string, { port } = server) => `http://127.0.0.1:${port}${path}`;

function post(body: unknown, to = server): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(at("/v1/chat/completions", to), { method: "POST", body: text });
}

async function ask(messages: unknown, more: Record<string, unknown> = {}, to = server) {
  const response = await post({ model: WHOLE, messages, ...more }, to);
  const body = await response.json();
  if (response.status !== 200) throw new Error(body.error.message);
  return { ...body, text: body.choices[0].message.content as string, choice: body.choices[0] };
}

function boxOf(text: string): number[] {
  return JSON.parse(/```json\n(.*)\n```$/.exec(text)![1]!).bbox_2d;
}

describe("what is served", () => {
  test("is two models of one fit, which they name", async () => {
    const { data } = await (await fetch(at("/v1/models"))).json();
    expect(data.map(({ id }: { id: string }) => id)).toEqual([WHOLE, OUT_OF_FOLD]);
    for (const { root, fitted_on } of data) {
      expect(root).toBe(fit.name);
      expect(fitted_on).toEqual({ dataset: "Painted frames", split: "train", videos: 3, frames: 24 });
    }
    expect((await ask([phaseQuestion(unseen)])).system_fingerprint).toBe(fit.name);
  });

  test("says that it is well", async () => {
    expect((await fetch(at("/health"))).status).toBe(200);
  });
});

describe("the phase", () => {
  test("is one letter, and mostly the right one", async () => {
    const named = await Promise.all(
      testFrames.map(async (frame) => (await ask([phaseQuestion(await paint(frame))])).text),
    );
    const right = named.filter((letter, index) => letter === testFrames[index]!.phase).length;
    expect(right / testFrames.length).toBeGreaterThan(0.9);
  });

  test("comes with the odds of each letter when they are asked for", async () => {
    const { choice } = await ask([phaseQuestion(unseen)], {
      logprobs: true,
      top_logprobs: 20,
      max_tokens: 1,
    });
    const [token, ...rest] = choice.logprobs.content;
    expect(rest).toEqual([]);
    const odds: { token: Phase; logprob: number }[] = token.top_logprobs;
    expect(odds.map(({ token }) => token).sort()).toEqual(["A", "B", "C", "D"]);
    expect(odds.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0)).toBeCloseTo(1, 9);
    expect(odds[0]).toMatchObject({ token: choice.message.content, logprob: token.logprob });
    expect((await ask([phaseQuestion(unseen)])).choice.logprobs).toBeNull();
  });

  test("is guessed by how common each is, where no picture was sent", async () => {
    const { choice } = await ask([{ role: "user", content: "What colour is grass?" }], {
      ...{ logprobs: true, top_logprobs: 4, max_tokens: 1 },
    });
    expect(choice.message.content).toMatch(/^[A-D]$/);
    for (const { logprob } of choice.logprobs.content[0].top_logprobs) {
      expect(Math.exp(logprob)).toBeCloseTo(0.25, 9);
    }
  });

  test("is one of those that may be chosen", async () => {
    const choose = (choice: string[]) => ask([phaseQuestion(unseen)], { structured_outputs: { choice } });
    expect((await choose(["A", "B", "C", "D"])).text).toBe(testFrames[0]!.phase);
    const others = ["A", "B", "C", "D"].filter((letter) => letter !== testFrames[0]!.phase);
    expect(others).toContain((await choose(others)).text);
    expect((await choose(["D"])).text).toBe("D");
    expect((await ask([phaseQuestion(unseen)], { temperature: 1e-320, seed: 1 })).text).toBe(
      testFrames[0]!.phase,
    );
    await expect(choose(["yes", "no"])).rejects.toThrow(/A, B, C and D/);
  });
});

describe("the zone", () => {
  test("comes in four parts and a box, in thousandths", async () => {
    const { text, choice } = await ask(zoneQuestion(unseen, "B"));
    expect(choice.finish_reason).toBe("stop");
    expect(text).toMatch(/^Location: .+\nExposure: .+\nNext action: .+\nCritical risk: .+\n\n```json\n/);
    const box = boxOf(text);
    expect(box).toHaveLength(4);
    expect(box.every((value) => Number.isInteger(value) && value >= 0 && value <= 1000)).toBe(true);
  });

  test("is that of the phase in the question, with the words of a frame of that phase", async () => {
    for (const phase of ["A", "C"] as const) {
      const { text } = await ask(zoneQuestion(unseen, phase));
      const [, video, frame] = /^Location: Location of (\w+), frame (\d+)\./.exec(text)!;
      expect(
        paintedFrames.find((painted) => painted.video === video && painted.frame === Number(frame)),
      ).toMatchObject({ phase });
    }
  });

  test("is in pixels of the picture where the server is told so", async () => {
    const pixels = await serveBaseline(fit, { ...options, coordinates: "pixels" });
    const inPixels = boxOf((await ask(zoneQuestion(unseen, "B"), {}, pixels)).text);
    const relative = boxOf((await ask(zoneQuestion(unseen, "B"))).text);
    await pixels.stop();
    inPixels.forEach((value, side) => {
      const length = side % 2 === 0 ? FRAME.width : FRAME.height;
      expect(Math.abs(value - (relative[side]! * length) / 1000)).toBeLessThanOrEqual(1);
    });
  });

  test("is the same each time; by chance, the same for the same seed", async () => {
    const sampled = async (seed: number) =>
      (await ask(zoneQuestion(unseen, "B"), { temperature: 1.5, seed })).text;
    expect((await ask(zoneQuestion(unseen, "B"), { temperature: 0, seed: 1 })).text).toBe(
      (await ask(zoneQuestion(unseen, "B"), { temperature: 0, seed: 2 })).text,
    );
    expect(await sampled(1)).toBe(await sampled(1));
    const texts = await Promise.all([1, 2, 3, 4, 5, 6].map(sampled));
    expect(new Set(texts).size).toBeGreaterThan(1);
  });

  test("in a single turn follows the phase", async () => {
    const { text, choice } = await ask([phaseQuestion(unseen, `Phase and zone, please: ${BOX_FORM}`)], {
      logprobs: true,
      top_logprobs: 4,
    });
    expect(text).toMatch(/^Phase: [A-D]\nLocation: /);
    expect(boxOf(text)).toHaveLength(4);
    const tokens: { token: string; top_logprobs: unknown[] }[] = choice.logprobs.content;
    expect(tokens.map(({ token }) => token).join("")).toBe(text);
    expect(tokens.find(({ top_logprobs }) => top_logprobs.length === 4)?.token).toBe(text.slice(6, 8));
  });

  test("is cut off where few tokens are allowed", async () => {
    const { choice, usage } = await ask(zoneQuestion(unseen, "B"), { max_tokens: 5 });
    expect(choice.finish_reason).toBe("length");
    expect(usage.completion_tokens).toBe(5);
  });
});

describe("frames that it was fitted on", () => {
  test("are refused by the whole fit, however they are encoded", async () => {
    for (const bytes of [learnt, await sharp(learnt).jpeg({ quality: 85 }).toBuffer()]) {
      const response = await post({ model: WHOLE, messages: [phaseQuestion(bytes)] });
      expect(response.status).toBe(400);
      const { error } = await response.json();
      expect(error).toMatchObject({ code: "fitted_on_this_frame", type: "invalid_request_error" });
      expect(error.message).toMatch(/T1, frame 10/);
    }
  });

  test("are read out of fold, without a word from their own video", async () => {
    const { text } = await ask(zoneQuestion(learnt, "A"), { model: OUT_OF_FOLD });
    expect(text).toMatch(/^Location: Location of T[23], /);
  });

  test("are told from others: those are read alike under both names", async () => {
    const { text } = await ask(zoneQuestion(unseen, "A"));
    expect((await ask(zoneQuestion(unseen, "A"), { model: OUT_OF_FOLD })).text).toBe(text);
  });
});

describe("requests that can’t be answered are told why, as OpenAI’s API does", () => {
  const question = phaseQuestion(unseen);
  const image = (url: string) => [{ role: "user", content: [{ type: "image_url", image_url: { url } }] }];

  test.each<[string, unknown, number, RegExp]>([
    ["no JSON", "{", 400, /not JSON/],
    ["an empty body", "", 400, /not JSON/],
    ["a list", [], 422, /request/],
    ["no messages", { model: WHOLE }, 422, /^messages: /],
    [
      "messages of another form",
      { model: WHOLE, messages: [{ role: "user", content: 7 }] },
      422,
      /^messages\.0/,
    ],
    ["another model", { model: "surgo-r1", messages: [question] }, 404, /“surgo-r1”/],
    ["an address", { model: WHOLE, messages: image("http://127.0.0.1:1/x.png") }, 400, /data URL/],
    ["a file", { model: WHOLE, messages: image("file:///etc/passwd") }, 400, /data URL/],
    ["no base64", { model: WHOLE, messages: image("data:image/png;base64,%%%") }, 400, /no JPEG/],
    [
      "SVG",
      { model: WHOLE, messages: image(dataUrl(Buffer.from("<svg/>"), "image/svg+xml")) },
      400,
      /no JPEG/,
    ],
    ["half a picture", { model: WHOLE, messages: image(dataUrl(unseen.subarray(0, 300))) }, 400, /damaged/],
    ["two pictures", { model: WHOLE, messages: [question, phaseQuestion(learnt)] }, 400, /several images/],
    [
      "the last word",
      { model: WHOLE, messages: [question, { role: "assistant", content: "B" }] },
      400,
      /user’s/,
    ],
    ["streaming", { model: WHOLE, messages: [question], stream: true }, 422, /streamed/],
    ["several answers", { model: WHOLE, messages: [question], n: 3 }, 422, /one answer/],
    ["a heat that is none", { model: WHOLE, messages: [question], temperature: -1 }, 422, /temperature/],
    [
      "a regex",
      { model: WHOLE, messages: [question], structured_outputs: { regex: "[A-D]" } },
      422,
      /choice/,
    ],
  ])("%s", async (_, body, status, message) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    const { error } = await response.json();
    expect(error.message).toMatch(message);
    expect(Object.keys(error)).toEqual(["message", "type", "param", "code"]);
  });

  test("a picture, or a request, that is too large", async () => {
    const large = await post({ model: WHOLE, messages: image(dataUrl(Buffer.alloc(17 * 1024 * 1024))) });
    expect(large.status).toBe(413);
    // The server may hang up on whoever goes on sending.
    const endless = await post("x".repeat(30 * 1024 * 1024)).then(
      ({ status }) => status,
      () => 413,
    );
    expect(endless).toBe(413);
    expect((await ask([question])).text).toMatch(/^[A-D]$/);
  });

  test("a picture of more pixels than memory has room for", async () => {
    // A header alone, of 60,000 by 60,000 pixels.
    const bomb = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#000" } })
      .png()
      .toBuffer();
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    expect((await post({ model: WHOLE, messages: image(dataUrl(bomb)) })).status).toBe(400);
  });

  test("other paths and methods", async () => {
    for (const path of ["/", "/v1/embeddings", "/constructor", "/__proto__"]) {
      expect((await fetch(at(path))).status).toBe(404);
    }
    expect((await fetch(at("/v1/chat/completions"))).status).toBe(405);
    expect((await fetch(at("/health"), { method: "DELETE" })).status).toBe(405);
  });

  test("fields that it doesn’t know are let pass", async () => {
    const more = { guided_choice: ["A"], top_k: 5, response_format: { type: "json_object" }, user: "me" };
    expect((await ask([question], more)).text).toMatch(/^[A-D]$/);
  });

  test("bytes that are no HTTP, and people who hang up, trouble nobody else", async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, "127.0.0.1", () => socket.end("\0\0nonsense\r\n\r\n"));
      socket.on("close", () => resolve()).resume();
    });
    const leaving = new AbortController();
    const left = fetch(at("/v1/chat/completions"), {
      method: "POST",
      body: JSON.stringify({ model: WHOLE, messages: [question] }),
      signal: leaving.signal,
    });
    leaving.abort();
    await expect(left).rejects.toThrow();
    expect((await ask([question])).text).toMatch(/^[A-D]$/);
  });
});

test("many at once are all answered, and those under way when it stops", async () => {
  const busy = await serveBaseline(fit, { ...options, coordinates: "relative-1000" });
  const frames = await Promise.all(testFrames.map((frame) => paint(frame)));
  const many = await Promise.all(
    frames.flatMap((frame) => [1, 2, 3].map(() => ask([phaseQuestion(frame)], {}, busy))),
  );
  expect(many.every(({ text }) => /^[A-D]$/.test(text))).toBe(true);
  // Sampled twice over the whole field: long enough to be asked to stop meanwhile.
  const last = ask(zoneQuestion(frames[0]!, "B"), { temperature: 1, seed: 1 }, busy);
  await fetch(at("/health", busy));
  const stopped = busy.stop();
  expect(boxOf((await last).text)).toHaveLength(4);
  await stopped;
  await expect(fetch(at("/health", busy))).rejects.toThrow();
});
