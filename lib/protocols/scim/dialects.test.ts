import { describe, expect, it } from "vitest";
import { isLeftOut } from "./definitions";
import { operationsOf, plainly, thatMakes } from "./dialects";

describe("operationsOf", () => {
  it("gives each part of a value without a path an operation of its own", () => {
    expect(
      operationsOf([{ op: "Replace", value: { active: "False", "name.givenName": "Ada", id: "x" } }]),
    ).toEqual([
      { op: "replace", path: "active", value: false },
      { op: "replace", path: "name.givenName", value: "Ada" },
    ]);
  });
});

describe("thatMakes", () => {
  it("makes the value that a filter finds none of, and leaves the one it finds", () => {
    const operation = { op: "add", path: 'emails[type eq "work"].value', value: "a@h.example" } as const;
    expect(thatMakes(operation, {})).toEqual({
      op: "add",
      path: "emails",
      value: [{ type: "work", value: "a@h.example" }],
    });
    expect(thatMakes(operation, { emails: [{ type: "work", value: "b@h.example" }] })).toEqual(operation);
  });
});

describe("isLeftOut", () => {
  it("is what Calot keeps nothing of, by whichever path", () => {
    const core = "urn:ietf:params:scim:schemas:core:2.0:User";
    for (const path of [
      "title",
      'phoneNumbers[type eq "work"].value',
      "name.honorificPrefix",
      'roles[primary eq "True"].display',
      `${core}:title`,
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value",
    ]) {
      expect(isLeftOut(path), path).toBe(true);
    }
    for (const path of [
      "active",
      "name.givenName",
      'emails[type eq "work"].value',
      `${core}:active`,
      "nobody",
    ]) {
      expect(isLeftOut(path), path).toBe(false);
    }
  });
});

describe("plainly", () => {
  it("reads words for true and false where a truth is meant, and nowhere else", () => {
    expect(
      plainly({ active: "True", displayName: "False", emails: [{ primary: "false", value: "true" }] }),
    ).toEqual({
      active: true,
      displayName: "False",
      emails: [{ primary: false, value: "true" }],
    });
  });
});
