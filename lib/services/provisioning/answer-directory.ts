import type { Database } from "../../db/client";
import { t } from "../../language/t";
import {
  listOf,
  resourceTypes,
  schemaDocuments,
  serviceProviderConfig,
} from "../../protocols/scim/documents";
import { type Asked, type OfKind, readAsked, readSearch, toldList } from "../../protocols/scim/messages";
import { problemBody, ScimProblem } from "../../protocols/scim/problem";
import type { Directory, Written } from "./parts/directory";
import { findDirectory, hearDirectory } from "./parts/find-directory";
import { addGroup, getGroup, listGroups, patchGroup, removeGroup, replaceGroup } from "./parts/keep-groups";
import {
  addProvisioned,
  getProvisioned,
  listProvisioned,
  patchProvisioned,
  removeProvisioned,
  replaceProvisioned,
} from "./parts/keep-people";

/** What a directory asks, as it came by HTTP. */
type Question = {
  readonly connectionId: string;
  readonly authorization: string | null;
  /** Where its resources are, up to `/v2`. */
  readonly base: string;
  readonly method: string;
  /** Behind `/v2`, in pieces. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  /** The body; undefined where it is no JSON. */
  readonly body: () => Promise<unknown>;
};

type Answer = {
  readonly status: number;
  /** Null for none. */
  readonly body: object | null;
  /** Where what was made is. */
  readonly location?: string;
};

type Resources = {
  readonly list: (directory: Directory, asked: Asked) => Promise<readonly OfKind[]>;
  readonly get: (directory: Directory, id: string, asked: Asked) => Promise<object>;
  readonly add: (directory: Directory, body: unknown) => Promise<Written>;
  readonly replace: (directory: Directory, id: string, body: unknown) => Promise<Written>;
  readonly patch: (directory: Directory, id: string, body: unknown) => Promise<Written>;
  readonly remove: (directory: Directory, id: string) => Promise<void>;
};

const kinds: Readonly<Record<string, Resources>> = {
  users: {
    list: listProvisioned,
    get: getProvisioned,
    add: addProvisioned,
    replace: replaceProvisioned,
    patch: patchProvisioned,
    remove: removeProvisioned,
  },
  groups: {
    list: listGroups,
    get: getGroup,
    add: addGroup,
    replace: replaceGroup,
    patch: patchGroup,
    remove: removeGroup,
  },
};

const noAddress = (): ScimProblem => new ScimProblem(404, null, t`There is no such address.`);
const notHere = (): ScimProblem => new ScimProblem(405, null, t`This can’t be done at this address.`);

/** Answers a directory (SCIM 2.0, RFC 7644): people and groups, and what Calot can do. */
export async function answerDirectory(
  on: { readonly db: Database; readonly now: Date },
  question: Question,
): Promise<Answer> {
  const { connectionId, authorization, base } = question;
  const directory = await findDirectory(on, connectionId, authorization, base);
  if (!directory) {
    const problem = new ScimProblem(
      401,
      null,
      t`The token is not this connection’s, or the connection is off.`,
    );
    return { status: problem.status, body: problemBody(problem) };
  }
  try {
    const answer = await answered(directory, question);
    await hearDirectory(directory, null);
    return answer;
  } catch (error) {
    if (!(error instanceof ScimProblem)) throw error;
    // Directories ask whether somebody is there before they make them: that nobody is, is no news.
    await hearDirectory(directory, error.status === 404 ? null : error.detail);
    return { status: error.status, body: problemBody(error) };
  }
}

async function answered(directory: Directory, { method, path, query, body }: Question): Promise<Answer> {
  const [name = "", id, ...rest] = path;
  if (rest.length > 0) throw noAddress();
  const resources = kinds[name.toLowerCase()];
  if ([name, id].at(id === undefined ? 0 : 1) === ".search") {
    if (method !== "POST") throw notHere();
    return listed(directory, resources ? [resources] : Object.values(kinds), readSearch(await body()));
  }
  if (!resources) return document(directory, method, name, id, query);
  switch (method) {
    case "GET": {
      const asked = readAsked(query);
      return id === undefined
        ? listed(directory, [resources], asked)
        : ok(await resources.get(directory, id, asked));
    }
    case "POST": {
      if (id !== undefined) throw notHere();
      const { resource, location } = await resources.add(directory, await body());
      return { status: 201, body: resource, location };
    }
    case "PUT":
      if (id === undefined) throw notHere();
      return ok((await resources.replace(directory, id, await body())).resource);
    case "PATCH": {
      if (id === undefined) throw notHere();
      const { resource } = await resources.patch(directory, id, await body());
      // A group may hold thousands of people, and directories change it one by one.
      return resources === kinds.groups ? { status: 204, body: null } : ok(resource);
    }
    case "DELETE":
      if (id === undefined) throw notHere();
      await resources.remove(directory, id);
      return { status: 204, body: null };
    default:
      throw notHere();
  }
}

const ok = (body: object): Answer => ({ status: 200, body });

async function listed(directory: Directory, of: readonly Resources[], asked: Asked): Promise<Answer> {
  const lists = await Promise.all(of.map(({ list }) => list(directory, asked)));
  return ok(toldList(lists.flat(), directory.base, asked));
}

/** What Calot can do: for reading. */
function document(
  { base }: Directory,
  method: string,
  name: string,
  id: string | undefined,
  query: URLSearchParams,
): Answer {
  const documents = {
    serviceproviderconfig: null,
    resourcetypes: resourceTypes(base),
    schemas: schemaDocuments(base),
  }[name.toLowerCase()];
  if (documents === undefined) throw noAddress();
  if (method !== "GET") throw notHere();
  if (query.has("filter")) throw new ScimProblem(403, null, t`This list takes no filter.`);
  if (documents === null) return ok(serviceProviderConfig(base));
  if (id === undefined) return ok(listOf(documents));
  const found = documents.find((each) => each.id === decodeURIComponent(id));
  if (!found) throw noAddress();
  return ok(found);
}
