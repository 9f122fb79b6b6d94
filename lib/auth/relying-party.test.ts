import { afterEach, expect, it } from "vitest";
import { setEnv } from "../env";
import { relyingParty } from "./relying-party";

afterEach(() => setEnv({ NEXTAUTH_URL: "" }));

it.each([
  ["localhost:3000", { id: "localhost", origin: "http://localhost:3000" }],
  ["calot.localhost", { id: "calot.localhost", origin: "http://calot.localhost" }],
  ["127.0.0.1:3000", null],
  ["[::1]:3000", null],
  ["calot.example", null],
  ["evil.localhost.example", null],
  ["a b", null],
  [null, null],
])("goes by the host that was asked for where no address is set: %s", (host, party) => {
  expect(relyingParty(host)).toEqual(party);
});

it.each([
  [
    "https://calot.hospital.example",
    { id: "calot.hospital.example", origin: "https://calot.hospital.example" },
  ],
  ["https://calot.example:8443/", { id: "calot.example", origin: "https://calot.example:8443" }],
  ["http://calot.hospital.example", null],
  ["https://10.0.0.7", null],
])("goes by the address that is set, whatever the request says: %s", (address, party) => {
  setEnv({ NEXTAUTH_URL: address });
  expect(relyingParty("evil.example")).toEqual(party);
});
