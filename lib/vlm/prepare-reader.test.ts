import { afterEach, describe, expect, it } from "vitest";
import { ServerUnavailable, VlmError } from "./errors";
import { prepareReader } from "./prepare-reader";
import type { ReaderOptions } from "./reading";
import { hurriedPatience, readOptions } from "./testing/read-options";
import { type StandIn, type StandInOptions, startStandIn } from "./testing/stand-in-server";

const signal = new AbortController().signal;
let standIn: StandIn | undefined;

afterEach(() => standIn?.kill());

async function prepare(options: StandInOptions, other: Partial<ReaderOptions> = {}) {
  standIn = await startStandIn(options);
  return prepareReader(readOptions(standIn, other), signal, hurriedPatience());
}

describe("what a server takes", () => {
  it("is found for vLLM", async () => {
    const { description } = await prepare({ software: "vllm" }, { samples: 4 });
    expect(description.server).toEqual({
      baseUrl: standIn!.baseUrl,
      software: "vllm 0.12.0",
      listsModel: true,
      takes: {
        images: "data URLs",
        maxTokens: "max_tokens",
        structuredOutputsChoice: "honoured",
        regex: "not asked",
        jsonSchema: "not asked",
        logprobs: "honoured",
        seed: "honoured",
      },
      constraint: "structured_outputs.choice",
    });
  });

  it.each([
    ["sglang", { structuredOutputsChoice: "ignored", regex: "honoured", logprobs: "honoured" }, "regex"],
    [
      "llama.cpp",
      { structuredOutputsChoice: "ignored", regex: "ignored", jsonSchema: "honoured" },
      "response_format.json_schema",
    ],
    [
      "transformers",
      { structuredOutputsChoice: "refused", regex: "refused", jsonSchema: "ignored", logprobs: "ignored" },
      null,
    ],
    ["plain", { structuredOutputsChoice: "ignored", jsonSchema: "ignored", logprobs: "ignored" }, null],
    ["openai", { maxTokens: "max_completion_tokens", jsonSchema: "honoured" }, "response_format.json_schema"],
  ] as const)("is found for %s", async (software, takes, constraint) => {
    const { description } = await prepare({ software });
    expect(description.server.takes).toMatchObject(takes);
    expect(description.server.constraint).toBe(constraint);
  });

  it("is asked of the address as people write it", async () => {
    standIn = await startStandIn();
    const { description } = await prepareReader(
      readOptions({ baseUrl: standIn.baseUrl.replace("/v1", "/") }),
      signal,
    );
    expect(description.server.baseUrl).toBe(standIn.baseUrl);
  });

  it("is asked with the key", async () => {
    await expect(prepare({ apiKey: "right" }, { apiKey: "right" })).resolves.toHaveProperty("read");
  });

  it("may be missing a list of models", async () => {
    const { description } = await prepare({ models: null });
    expect(description.server).toMatchObject({ listsModel: null, software: "version 0.12.0" });
  });

  it("may be a model in a folder, which need not be listed", async () => {
    const { description } = await prepare({ models: ["other"] }, { model: "/models/surgo-r1" });
    expect(description.server.listsModel).toBe(false);
  });
});

describe("what can't be used is told in a sentence", () => {
  const sentence = (reason: RegExp) => ({ constructor: VlmError, message: expect.stringMatching(reason) });

  it.each<[string, StandInOptions, Partial<ReaderOptions>, RegExp]>([
    ["a model that isn't there", { models: ["a", "b"] }, {}, /no model “stand-in”\. It has a, b\.$/],
    ["a server without pictures", { takesImages: false }, {}, /takes no pictures for “stand-in”.*400/],
    ["a wrong key", { apiKey: "right" }, { apiKey: "wrong" }, /refuses the key: .*401: The key is wrong\.$/],
    ["a wrong key and no list", { apiKey: "right", models: null }, {}, /refuses the key/],
    ["a page in place of an API", { behaveProbed: () => "not-json" }, {}, /was not JSON/],
    ["no route to chat", { behaveProbed: () => ({ status: 404 }) }, {}, /404/],
    ["a server that breaks down", { behaveProbed: () => ({ status: 500 }) }, {}, /500/],
    ["a server that says nothing", { behaveProbed: () => "silence" }, { timeoutMs: 30 }, /within 0.03 s/],
    ["an unknown prompt", {}, { prompt: "nonsense" }, /no prompt “nonsense”. There is phase-then-go-1/],
    ["a path for a prompt", {}, { prompt: ".." }, /no prompt/],
    [
      "studies that exclude each other",
      {},
      { study: { rectify: true, singleTurn: true, noDefinition: false } },
      /single turn/,
    ],
  ])("%s", async (_, options, other, reason) => {
    await expect(prepare(options, other)).rejects.toMatchObject(sentence(reason));
  });

  it("nobody there, who may yet come", async () => {
    standIn = await startStandIn();
    await standIn.kill();
    await expect(prepareReader(readOptions(standIn), signal)).rejects.toMatchObject({
      constructor: ServerUnavailable,
      message: expect.stringMatching(/does not answer: no server answers \(.*ECONNREFUSED/),
    });
  });

  it("a server that is still loading its model", async () => {
    await expect(prepare({ models: null, behaveProbed: () => ({ status: 503 }) })).rejects.toMatchObject({
      constructor: ServerUnavailable,
      message: expect.stringMatching(/503/),
    });
  });

  it.each(["gpu01:8000", "ftp://gpu01", "", "http://key:word@gpu01"])("the address %j", async (baseUrl) => {
    await expect(prepareReader(readOptions({ baseUrl }), signal)).rejects.toBeInstanceOf(VlmError);
  });

  it("but a reason to stop is thrown as it is", async () => {
    standIn = await startStandIn({ behaveProbed: () => "silence" });
    const stop = new AbortController();
    const preparing = prepareReader(readOptions(standIn), stop.signal);
    const reason = new Error("Ctrl-C");
    setTimeout(() => stop.abort(reason), 50);
    await expect(preparing).rejects.toBe(reason);
  });
});

it("what decides the answers is in the description", async () => {
  const { description } = await prepare({}, { samples: 8, seed: 5, maxTokens: 700 });
  expect(description).toMatchObject({
    model: "stand-in",
    promptVersion: "phase-then-go-1",
    promptDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    parameters: {
      coordinates: "relative-1000",
      rectify: false,
      singleTurn: false,
      noDefinition: false,
      samples: 8,
      temperature: 0.7,
      maxTokens: 700,
      seed: 5,
    },
  });
});
