import { describe, expect, it } from "vitest";
import { clientAddress, networkOf } from "./address";

describe("networkOf", () => {
  it.each([
    ["203.0.113.7", "203.0.113.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
    ["2001:db8::9", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::ffff:203.0.113.7", "203.0.113.7"],
    ["::ffff:cb00:7107", "203.0.113.7"],
    ["unknown", "unknown"],
  ])("of %s is %s", (address, network) => expect(networkOf(address)).toBe(network));
});

describe("clientAddress", () => {
  it.each([
    [
      "what stands in front of trusted proxies may be made up",
      "10.0.0.9",
      "6.6.6.6, 198.51.100.4",
      1,
      "198.51.100.4",
    ],
    ["two proxies", "10.0.0.9", "6.6.6.6, 198.51.100.4, 10.0.0.8", 2, "198.51.100.4"],
    ["no proxy is trusted", "10.0.0.9", "6.6.6.6", 0, "10.0.0.9"],
    ["the proxy adds nothing", "10.0.0.9", undefined, 1, "10.0.0.9"],
  ] as const)("%s", (_, socket, forwarded, proxies, client) =>
    expect(clientAddress(socket, forwarded, proxies)).toBe(client),
  );
});
