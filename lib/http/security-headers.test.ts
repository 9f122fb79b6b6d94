import { expect, test } from "vitest";
import { securityHeaders } from "./security-headers";

const served = { nonce: "bm9uY2U=", secure: true, secretAddress: false, development: false };

test("behind https a browser comes by https alone for a year, to hosts below this one too", () => {
  expect(securityHeaders(served)["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
  expect(securityHeaders({ ...served, secure: false })).not.toHaveProperty("strict-transport-security");
});

test("no other origin reads an answer, frames a page or is told its address", () => {
  const headers = securityHeaders(served);
  expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
  expect(headers["referrer-policy"]).toBe("same-origin");
  const policy = headers["content-security-policy"]!.split("; ");
  expect(policy).toEqual(
    expect.arrayContaining([
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ]),
  );
});

test("scripts beside the page come from Calot alone; what plays comes from it too, or was made on the page", () => {
  const policy = securityHeaders(served)["content-security-policy"]!.split("; ");
  expect(policy).toEqual(expect.arrayContaining(["worker-src 'self'", "media-src 'self' blob:"]));
});

test("a page between here and a platform says by itself who frames it and where its form goes, and all else is as ever", () => {
  const [usual, own] = [securityHeaders(served), securityHeaders({ ...served, ownPolicy: true })];
  const policyOf = (headers: typeof usual) => headers["content-security-policy"]!.split("; ");
  const left = policyOf(usual).filter((each) => !policyOf(own).includes(each));
  expect(left).toEqual(["form-action 'self'", "frame-ancestors 'none'"]);
  expect(policyOf(own).filter((each) => !policyOf(usual).includes(each))).toEqual([]);
  expect(Object.keys(usual).filter((name) => !(name in own))).toEqual(["x-frame-options"]);
});
