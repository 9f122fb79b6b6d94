import { describe, expect, it } from "vitest";
import { readableCookies, refusalOf } from "./request-line";

const asked = { method: "GET", target: "/library?text=caf%C3%A9%20%25", host: "calot.example:3000" };

describe("a request that can't be read", () => {
  it.each([
    ["of no known method", { method: "TRACE" }, 405],
    ["of a method of WebDAV", { method: "PROPFIND" }, 405],
    ["to everything", { method: "OPTIONS", target: "*" }, 400],
    ["as to a proxy", { target: "http://elsewhere.example/" }, 400],
    ["with a percent sign alone", { target: "/library?text=100%" }, 400],
    ["with half a character", { target: "/practice/%E0%A4%A" }, 400],
    ["with half of a pair", { target: "/library?text=%ed%a0%80" }, 400],
    ["with a NUL", { target: "/library?text=%00" }, 400],
    ["without a host", { host: undefined }, 400],
    ["of an empty host", { host: "" }, 400],
    ["of a host that is none", { host: "a b" }, 400],
    ["of a port that is none", { host: "x:99999999" }, 400],
  ])("is refused: %s", (_, odd, status) => {
    expect(refusalOf({ ...asked, ...odd })?.status).toBe(status);
  });

  it.each([
    ["as pages ask", {}],
    ["without a body", { method: "HEAD" }],
    ["of an address of its own", { host: "[::1]:3000" }],
    ["of what isn't Latin", { target: "/library?text=%E8%82%9D" }],
  ])("and one that can be read is not: %s", (_, usual) => {
    expect(refusalOf({ ...asked, ...usual })).toBeNull();
  });

  it("loses the cookies that can't be read, and keeps the others", () => {
    expect(readableCookies("a=1; theme=%; b=%20; c=%00;d")).toBe("a=1; b=%20;d");
  });
});
