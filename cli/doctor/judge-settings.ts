import type { readEnv } from "@/lib/env";
import {
  type Finding,
  fault,
  NOT_FOR_WORK,
  ok,
  type Purpose,
  skipped,
  WHERE_WORK_ALONE,
  warning,
} from "./finding";

type Settings = ReturnType<typeof readEnv>;

/** What the variables say by themselves, without asking anybody. */
export const judgeSettings = (settings: Settings, purpose: Purpose): readonly Finding[] => [
  purpose === "web" ? judgeSecret(settings) : skipped("secret", NOT_FOR_WORK),
  judgeAddress(settings),
  purpose === "web" ? judgeProxies(settings) : skipped("proxies", NOT_FOR_WORK),
  judgeMailSettings(settings),
  judgeOwner(settings),
];

const MAKE_SECRET = "Make one with: openssl rand -base64 32. Everybody signs in again after it has changed.";

/** Less than that could be guessed: 128 bits are meant, and a count of signs says less than there are. */
const LEAST_BITS = 100;

function judgeSecret({ NEXTAUTH_SECRET: secret }: Settings): Finding {
  if (!secret) {
    return fault(
      "secret",
      "NEXTAUTH_SECRET is not set: web servers don’t start.",
      `${MAKE_SECRET} ${WHERE_WORK_ALONE}`,
    );
  }
  if (/secret|password|changeme|change-me|example|thirty-two/i.test(secret))
    return fault("secret", "NEXTAUTH_SECRET looks like an example: others know it.", MAKE_SECRET);
  const bits = Math.floor(bitsOf(secret));
  if (bits < LEAST_BITS)
    return fault("secret", `NEXTAUTH_SECRET can be guessed: some ${bits} bits.`, MAKE_SECRET);
  return ok("secret", "NEXTAUTH_SECRET is long and without a pattern");
}

/** How much a text tells by how often each of its signs occurs, in bits. */
function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / text.length);
  return bits;
}

const LOCAL = ["localhost", "127.0.0.1", "[::1]"];

function judgeAddress({ NEXTAUTH_URL: address }: Settings): Finding {
  if (!address) {
    return warning(
      "address",
      "NEXTAUTH_URL is not set: mails have no links, and cookies aren’t bound to https.",
      "Set it to where browsers reach Calot, as https://calot.hospital.example.",
    );
  }
  const { protocol, hostname, pathname } = new URL(address);
  if (pathname !== "/")
    return fault(
      "address",
      `NEXTAUTH_URL has a path, ${pathname}.`,
      "Give Calot a host of its own: it answers at / alone.",
    );
  if (protocol === "https:") return ok("address", `browsers reach it at ${address}`);
  if (LOCAL.includes(hostname)) return ok("address", `${address}, for this machine alone`);
  return fault(
    "address",
    "NEXTAUTH_URL is without https: passwords and sessions can be read on the way.",
    "Put a proxy with TLS in front, and name its https:// address.",
  );
}

function judgeProxies({ NEXTAUTH_URL, TRUSTED_PROXIES, HOST, PORT }: Settings): Finding {
  if (TRUSTED_PROXIES === 0) {
    return NEXTAUTH_URL?.startsWith("https:")
      ? warning(
          "proxies",
          "TRUSTED_PROXIES is 0 behind https: everybody seems to come from the proxy’s address.",
          "Set TRUSTED_PROXIES to how many proxies add to X-Forwarded-For: mostly 1.",
        )
      : ok("proxies", "none is trusted");
  }
  const proxies = TRUSTED_PROXIES === 1 ? "one proxy is" : `${TRUSTED_PROXIES} proxies are`;
  if (["127.0.0.1", "::1", "localhost"].includes(HOST))
    return ok("proxies", `${proxies} believed, on this machine`);
  return ok("proxies", `${proxies} believed: port ${PORT} is to be open to them alone`);
}

function judgeMailSettings({ SMTP_URL, NEXTAUTH_URL, MAIL_FROM, CALOT_DEMO }: Settings): Finding {
  if (CALOT_DEMO) return skipped("mail settings", "the demo sends no mail");
  if (!SMTP_URL) return skipped("mail settings", "SMTP_URL is not set: no mail is sent");
  if (!NEXTAUTH_URL)
    return fault(
      "mail settings",
      "SMTP_URL is set without NEXTAUTH_URL: mails could have no links.",
      "Set NEXTAUTH_URL.",
    );
  if (/@localhost>?\s*$/.test(MAIL_FROM)) {
    return warning(
      "mail settings",
      "MAIL_FROM is not set: mails come from calot@localhost, and many servers refuse them.",
      'Set it to an address of yours: MAIL_FROM="Calot <calot@hospital.example>".',
    );
  }
  return ok("mail settings", `mails come from ${MAIL_FROM}`);
}

function judgeOwner({ DATABASE_OWNER_URL }: Settings): Finding {
  return DATABASE_OWNER_URL
    ? warning(
        "owner",
        "DATABASE_OWNER_URL is set here.",
        "It is for “calot migrate” alone: start servers and workers without it.",
      )
    : ok("owner", "the login that owns the tables is not among the settings");
}
