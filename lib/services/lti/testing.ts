import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { User } from "../../auth/actor";
import type { Database } from "../../db/client";
import { launchPath } from "../../domain/connections/addresses";
import type { PlatformPerson, StandInPlatform } from "../../protocols/testing/stand-in-platform";
import { addConnection } from "../connections/add-connection";
import { changeConnection } from "../connections/change-connection";
import { beginLaunch } from "../identities/begin-launch";
import { endLaunch, hearLaunch } from "../identities/end-launch";
import type { Arrived } from "../identities/parts/arrive";
import { contextOf } from "../testing/factories";
import { tellKeys } from "./own-keys";

export const ORIGIN = "https://calot.example";
const visit = { address: "10.0.0.1", agent: "Firefox/140.0", device: null };

/** Publishes Calot's keys of all connections, as its server does: for a platform that checks what Calot signs. */
export async function publishKeys(db: Database): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void tellKeys(db, request.url!.slice(1)).then((keys) => {
      response.setHeader("content-type", "application/json").end(JSON.stringify(keys));
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Connects an institution to a platform, and turns it on. */
export async function connectPlatform(
  db: Database,
  admin: User,
  platform: StandInPlatform,
  keysUrl: string,
  more: object = {},
): Promise<string> {
  const ctx = contextOf(db, admin, new Date());
  const added = await addConnection(ctx, {
    kind: "lti",
    name: `Moodle ${platform.issuer}`,
    settings: {
      issuer: platform.issuer,
      site: platform.issuer,
      clientId: platform.clientId,
      authAddress: `${platform.issuer}/auth`,
      tokenAddress: `${platform.issuer}/token`,
      keysAddress: `${platform.issuer}/keys`,
      deployments: [platform.deploymentId],
      joining: "anyone",
      ...more,
    },
  });
  if (!added.ok) throw new Error(added.failure.detail);
  const { id } = added.value;
  await changeConnection(ctx, id, { enabled: true });
  platform.tool.keysAddress = `${keysUrl}/${id}`;
  platform.tool.launchAddress = `${ORIGIN}${launchPath(id)}`;
  return id;
}

/** What a browser brings from one step to the next. */
export type Way = { connectionId: string; way: string; state: string; token: string };

/** Goes to a platform and as far as its answer. */
export async function goThere(
  db: Database,
  connectionId: string,
  platform: StandInPlatform,
  { link, person }: { link: string | null; person: PlatformPerson },
  more: Record<string, string> = {},
): Promise<Way> {
  const query = platform.begin(link, person);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const begun = await beginLaunch({ db, now: new Date() }, { connectionId, query, origin: ORIGIN });
  if (begun.outcome === "refused") throw new Error(begun.problem);
  const token = await platform.idToken(new URL(begun.address).searchParams, person);
  return { connectionId, way: begun.way, state: begun.state, token };
}

/** Comes back with the platform's answer. */
export async function comeBack(
  db: Database,
  { connectionId, way, state, token }: Way,
  browser: { readonly way: string | null } = { way },
): Promise<Arrived> {
  const on = { db, now: new Date() };
  const form = new URLSearchParams({ id_token: token, state });
  const posted = await hearLaunch(on, { connectionId, form });
  if (posted.outcome === "refused") return { ...posted, purpose: "sign-in" };
  return endLaunch(on, { connectionId, way: browser.way, state, launchId: posted.launchId, visit });
}
