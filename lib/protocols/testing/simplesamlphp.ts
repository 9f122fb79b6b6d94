import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { OwnKey } from "../saml/certificates";

/** Where Debian's package has it. */
const HOME = "/usr/share/simplesamlphp";
const START_MS = 20_000;

/** Whether it is here to play against: Debian's simplesamlphp and php-cli. */
export const hasSimpleSaml = existsSync(`${HOME}/www`) && spawnSync("php", ["--version"]).status === 0;

export const SIMPLE_SAML_PERSON = { login: "vesalius", password: "a password there" };

type Options = {
  readonly port: number;
  readonly key: OwnKey;
  readonly sp: { readonly entityId: string; readonly acsUrl: string; readonly certificate: string };
};

const php = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(php).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `[${Object.entries(value)
      .map(([name, each]) => `${php(name)} => ${php(each)}`)
      .join(", ")}]`;
  }
  return typeof value === "string" ? `'${value.replaceAll(/['\\]/g, "\\$&")}'` : String(value);
};

/** Starts simpleSAMLphp as a provider that checks what Calot signs, signs what it says, and encrypts it. */
export async function startSimpleSaml({ port, key, sp }: Options) {
  const origin = `http://127.0.0.1:${port}`;
  const folder = await mkdtemp(path.join(tmpdir(), "calot-simplesaml-"));
  const put = (name: string, text: string) => writeFile(path.join(folder, name), text);
  const config = (variable: string, value: object) => `<?php\n$${variable} = ${php(value)};\n`;
  await Promise.all(["metadata", "data", "tmp"].map((name) => mkdir(path.join(folder, name))));
  await Promise.all([
    put("idp.pem", key.privateKey),
    put("idp.crt", key.certificate),
    put(
      "config.php",
      config("config", {
        baseurlpath: `${origin}/`,
        certdir: `${folder}/`,
        loggingdir: `${folder}/tmp/`,
        datadir: `${folder}/data/`,
        tempdir: `${folder}/tmp/`,
        metadatadir: `${folder}/metadata/`,
        secretsalt: "a salt of the peer’s own",
        "auth.adminpassword": "nobody’s",
        technicalcontact_email: "it@hospital.example",
        timezone: "UTC",
        "logging.handler": "errorlog",
        "logging.level": 4,
        "enable.saml20-idp": true,
        "module.enable": { core: true, exampleauth: true, saml: true },
        "store.type": "phpsession",
        "session.phpsession.savepath": `${folder}/tmp`,
        "session.cookie.secure": false,
        "language.available": ["en"],
        "language.default": "en",
        "metadata.sources": [{ type: "flatfile", directory: `${folder}/metadata/` }],
      }),
    ),
    put(
      "authsources.php",
      `<?php\n$config = ['people' => ['exampleauth:UserPass', ${php(`${SIMPLE_SAML_PERSON.login}:${SIMPLE_SAML_PERSON.password}`)} => ${php(
        { uid: ["vesalius"], mail: ["vesalius@hospital.example"], displayName: ["Ada Vesalius"] },
      )}]];\n`,
    ),
    put(
      "metadata/saml20-idp-hosted.php",
      config("metadata", {
        [`${origin}/idp`]: {
          host: "__DEFAULT__",
          privatekey: "idp.pem",
          certificate: "idp.crt",
          auth: "people",
          "signature.algorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
          "saml20.sign.response": true,
          "saml20.sign.assertion": true,
          authproc: {
            3: {
              class: "saml:AttributeNameID",
              attribute: "uid",
              Format: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
            },
          },
        },
      }),
    ),
    put(
      "metadata/saml20-sp-remote.php",
      config("metadata", {
        [sp.entityId]: {
          AssertionConsumerService: sp.acsUrl,
          certData: sp.certificate,
          "validate.authnrequest": true,
          "assertion.encryption": true,
          NameIDFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
        },
      }),
    ),
  ]);
  const server = spawn("php", ["-S", `127.0.0.1:${port}`, "-t", `${HOME}/www`], {
    env: { ...process.env, SIMPLESAMLPHP_CONFIG_DIR: folder },
    stdio: "ignore",
  });
  await answering(`${origin}/saml2/idp/metadata.php`, server);
  return {
    metadataUrl: `${origin}/saml2/idp/metadata.php`,
    signIn: (address: string) => signIn(address),
    close: async (): Promise<void> => {
      server.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function answering(address: string, server: ChildProcess): Promise<void> {
  const until = Date.now() + START_MS;
  while (Date.now() < until && server.exitCode === null) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`simpleSAMLphp does not answer at ${address}.`);
}

/** Goes through its pages as a browser would. @returns what it posts back, in base64 */
async function signIn(address: string): Promise<string> {
  const jar = new Map<string, string>();
  const go = async (to: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const response = await fetch(to, {
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const next = response.headers.get("location");
    return next ? go(new URL(next, to).href) : response;
  };
  const login = await go(address);
  const state = new URL(login.url).searchParams.get("AuthState") ?? "";
  const { login: username, password } = SIMPLE_SAML_PERSON;
  const answered = await go(login.url, { username, password, AuthState: state });
  const html = await answered.text();
  const told = /name="SAMLResponse" value="([^"]+)"/.exec(html)?.[1];
  if (!told)
    throw new Error(`simpleSAMLphp posts nothing back (${answered.status}): ${html.slice(0, 2_000)}`);
  return told;
}
