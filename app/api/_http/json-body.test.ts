import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { account } from "@/lib/contract/account";
import { authoring } from "@/lib/contract/authoring";
import { invitations } from "@/lib/contract/invitations";
import { EMPTY_BODY } from "@/lib/domain/authoring/annotation";
import { LIST_LIMIT_BYTES, LONGEST_LIST } from "@/lib/domain/invitations/input";
import { bodyLimit } from "@/lib/http/body-limit";
import { jsonBody } from "./json-body";

const listBody = (request: Request) => jsonBody(request, invitations.check.body, invitations.check.bodyLimit);

const post = (list: string): Request => {
  const body = JSON.stringify({ list });
  return new Request("http://calot.example/api/invitations/check", {
    method: "POST",
    headers: { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) },
    body,
  });
};

describe("the body of a list", () => {
  it.each([
    ["Latin letters", "a"],
    ["Chinese letters", "王"],
    ["letters beyond 16 bits", "𠮷"],
    ["line ends", "\n"],
  ])("is taken at its longest in %s, by the server and by the route", async (_, letter) => {
    const list = letter.repeat(LONGEST_LIST / letter.length);
    expect(await listBody(post(list))).toEqual({ body: { list } });
    for (const path of ["check", "import"]) {
      const bytes = Number(post(list).headers.get("content-length"));
      expect(bodyLimit("POST", `/api/invitations/${path}`)).toBeGreaterThanOrEqual(bytes);
    }
  });

  it("is refused beyond", async () => {
    const read = await listBody(post("a".repeat(LIST_LIMIT_BYTES)));
    expect("refusal" in read && read.refusal.status).toBe(413);
  });

  it("is the only one of its size", () => {
    for (const url of ["/api/invitations", "/api/invitations/accept", "/api/invitations/check/x", "/x"]) {
      expect(bodyLimit("POST", url)).toBe(256 * 1024);
    }
    expect(bodyLimit("PUT", "/api/invitations/check")).toBe(256 * 1024);
  });
});

describe("a control character in a body", () => {
  const read = async (schema: z.ZodType, body: unknown) => {
    const request = new Request("http://calot.example/api/x", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const outcome = await jsonBody(request, schema);
    return "refusal" in outcome ? [outcome.refusal.status, await outcome.refusal.json()] : outcome.body;
  };
  const draft = (location: string) => ({
    kind: "blind",
    ...EMPTY_BODY,
    rationale: { ...EMPTY_BODY.rationale, location },
  });

  it("is taken out of a text that people write", async () => {
    expect(await read(authoring.saveDraft.body, draft("near\u0000 the\u000bduct"))).toEqual(
      draft("near the\nduct"),
    );
  });

  it("is refused with its place in what is taken to the letter", async () => {
    expect(await read(account.changePassword.body, { current: "old", next: "near\u0000 the duct" })).toEqual([
      400,
      expect.objectContaining({
        field: "next",
        detail: "next: behind “near” stands a character that can’t be stored. Delete it, and type it anew.",
      }),
    ]);
  });

  it("is refused where the body is wrong besides", async () => {
    expect(
      await read(authoring.saveDraft.body, { ...draft("near\u0000 the duct"), kind: "other" }),
    ).toMatchObject([400, { field: "rationale.location" }]);
  });
});
