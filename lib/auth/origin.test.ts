import { describe, expect, it, test } from "vitest";
import { clientAddress } from "./address";
import { isLedByOwnPage, isOwnOrigin, takesFromElsewhere } from "./origin";

const post = { method: "POST", host: "calot.example:3000", origin: undefined, fetchSite: undefined };

describe("isOwnOrigin", () => {
  it.each([
    ["our own page", { origin: "http://calot.example:3000", fetchSite: "same-origin" }, true],
    ["a script without a browser", {}, true],
    ["another site", { origin: "http://evil.example" }, false],
    ["another port", { origin: "http://calot.example:4000" }, false],
    ["a sandboxed frame", { origin: "null" }, false],
    ["a site that hides its origin", { fetchSite: "cross-site" }, false],
    ["a sibling site", { origin: "http://calot.example:3000", fetchSite: "same-site" }, false],
  ])("judges %s", (_, over, own) => expect(isOwnOrigin({ ...post, ...over })).toBe(own));

  it("lets everyone read", () => {
    expect(isOwnOrigin({ ...post, method: "GET", origin: "http://evil.example" })).toBe(true);
  });
});

describe("clientAddress", () => {
  it("believes no header without trusted proxies", () => {
    expect(clientAddress("10.0.0.1", "1.2.3.4", 0)).toBe("10.0.0.1");
  });

  it("takes the address that the outermost trusted proxy saw, and not what the client wrote before it", () => {
    expect(clientAddress("10.0.0.1", "6.6.6.6, 1.2.3.4", 1)).toBe("1.2.3.4");
    expect(clientAddress("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", 2)).toBe("1.2.3.4");
    expect(clientAddress("10.0.0.1", undefined, 1)).toBe("10.0.0.1");
  });
});

test.each<[string | null, string | null, boolean]>([
  ["same-origin", null, true],
  ["cross-site", "https://calot.example/account", false],
  ["same-site", null, false],
  ["none", null, false],
  [null, "https://calot.example/account", true],
  [null, "https://evil.example/?calot.example", false],
  [null, "nonsense", false],
  [null, null, false],
])("with Sec-Fetch-Site %s and the referer %s it is led by an own page: %s", (fetchSite, referer, led) =>
  expect(isLedByOwnPage({ host: "calot.example", fetchSite, referer })).toBe(led),
);

it("is not asked for where a provider posts from its own page, and there alone", () => {
  const id = "0b8b0a51-7c3e-4b5a-9a0e-2f7d1c5e9b11";
  for (const url of [
    `/connect/saml/${id}/acs`,
    `/connect/lti/${id}/login?iss=x`,
    `/connect/lti/${id}/launch`,
  ]) {
    expect(takesFromElsewhere(url), url).toBe(true);
  }
  for (const url of [
    `/connect/saml/${id}/finish`,
    `/connect/lti/${id}/finish`,
    `/connect/lti/${id}/answer`,
    `/connect/lti-return/${id}`,
    `/connect/saml/${id}/acs/x`,
    `/connect/saml/x/acs`,
    `/api/attempts?/connect/saml/${id}/acs`,
    "/",
  ]) {
    expect(takesFromElsewhere(url), url).toBe(false);
  }
});
