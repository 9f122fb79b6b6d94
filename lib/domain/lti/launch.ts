import { z } from "zod";
import { plainName } from "../text/plain-text";

const CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
const DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/";
const AGS = "https://purl.imsglobal.org/spec/lti-ags/";

export const SCOPES = {
  lineItem: `${AGS}scope/lineitem`,
  score: `${AGS}scope/score`,
  results: `${AGS}scope/result.readonly`,
} as const;

/** Of the list of a course's people (names and roles, NRPS 2.0). */
export const MEMBERS_SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

/** The claims that Calot reads and writes (LTI 1.3 core, deep linking 2.0, AGS 2.0, NRPS 2.0). */
export const claimNames = {
  messageType: `${CLAIM}message_type`,
  version: `${CLAIM}version`,
  deployment: `${CLAIM}deployment_id`,
  target: `${CLAIM}target_link_uri`,
  resourceLink: `${CLAIM}resource_link`,
  context: `${CLAIM}context`,
  roles: `${CLAIM}roles`,
  custom: `${CLAIM}custom`,
  deepLinking: `${DEEP_LINKING}deep_linking_settings`,
  contentItems: `${DEEP_LINKING}content_items`,
  data: `${DEEP_LINKING}data`,
  endpoint: `${AGS}claim/endpoint`,
  members: "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice",
} as const;

/** Calot’s own parameter of a link: what a teacher chose for it. */
export const TEMPLATE_PARAMETER = "calot_template";

/** An address that a platform names for the server to ask: by https, or of this machine. It may have a query. */
const endpoint = z
  .string()
  .max(2_000)
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const { protocol, hostname, username, password } = new URL(text);
    const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
    return !username && !password && (protocol === "https:" || (protocol === "http:" && isHere));
  });

const id = z.string().min(1).max(255);
const words = z.string().transform((text) => plainName(text).slice(0, 300));
const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? null);

const common = {
  sub: z.string().min(1).max(255),
  name: maybe(z.string().max(500).transform(plainName)),
  email: maybe(z.string().max(500).transform(plainName)),
  [claimNames.version]: z.literal("1.3.0"),
  [claimNames.deployment]: id,
  [claimNames.roles]: z.array(z.string().max(500)).max(500),
  [claimNames.context]: maybe(z.looseObject({ id, title: maybe(words), label: maybe(words) })),
  [claimNames.custom]: maybe(z.record(z.string(), z.unknown())),
  // It opens without, as it does where a platform lists nobody.
  [claimNames.members]: maybe(z.looseObject({ context_memberships_url: endpoint })).catch(null),
};

const resourceClaims = z.looseObject({
  ...common,
  [claimNames.messageType]: z.literal("LtiResourceLinkRequest"),
  [claimNames.resourceLink]: z.looseObject({ id, title: maybe(words) }),
  [claimNames.endpoint]: maybe(
    z.looseObject({
      scope: z.array(z.string()).max(50).default([]),
      lineitems: maybe(endpoint),
      lineitem: maybe(endpoint),
    }),
  ),
});

const choiceClaims = z.looseObject({
  ...common,
  [claimNames.messageType]: z.literal("LtiDeepLinkingRequest"),
  [claimNames.deepLinking]: z.looseObject({
    deep_link_return_url: endpoint,
    accept_types: z.array(z.string()).max(50),
    accept_lineitem: maybe(z.boolean()),
    // Given back as it came; not every platform gives a text.
    data: maybe(z.json().refine((value) => JSON.stringify(value).length <= 20_000)),
  }),
});

/** What somebody opened on a platform, as it is kept until it has been opened here. */
export const launchSchema = z.object({
  subject: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  deploymentId: z.string(),
  /** As rows of the mapping name them. */
  roles: z.array(z.string()),
  contextId: z.string().nullable(),
  contextTitle: z.string().nullable().default(null),
  /** Where the platform lists the people of the course; null where it doesn't. */
  membersAddress: z.string().nullable().default(null),
  opened: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("link"),
      resourceLinkId: z.string(),
      title: z.string().nullable(),
      templateId: z.string().nullable(),
      /** Where grades go; null where the platform takes none for it. */
      grades: z
        .object({
          scopes: z.array(z.string()),
          lineItems: z.string().nullable(),
          lineItem: z.string().nullable(),
        })
        .nullable(),
    }),
    z.object({
      kind: z.literal("choice"),
      returnAddress: z.string(),
      data: z.json(),
      takesLineItem: z.boolean(),
    }),
  ]),
});
export type Launch = z.infer<typeof launchSchema>;

const COURSE_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#";

/**
 * Roles as rows of the mapping name them: those of the course by their last word (“Learner”, “Instructor”), any other one, of
 * the whole institution for one, by its full name. So who is a teacher somewhere else is none in this course.
 */
export const roleNames = (roles: readonly string[]): string[] =>
  roles.flatMap((role) => {
    if (role.startsWith(COURSE_ROLE)) return [role.slice(COURSE_ROLE.length), role];
    // LTI 1.1 allowed the last word alone, and platforms still send it so.
    return [role];
  });

/**
 * What a platform says of somebody who opens Calot there.
 *
 * @param claims those of a token that was found to be the platform's and for Calot
 * @returns the launch; else what is missing, for the log
 */
export function readLaunch(claims: object): { readonly launch: Launch } | { readonly problem: string } {
  const type = (claims as Record<string, unknown>)[claimNames.messageType];
  const read = (type === "LtiDeepLinkingRequest" ? choiceClaims : resourceClaims).safeParse(claims);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { problem: `${issue?.path.join(".")}: ${issue?.message}` };
  }
  const said = read.data;
  const launch = {
    subject: said.sub,
    name: said.name,
    email: said.email,
    deploymentId: said[claimNames.deployment],
    roles: roleNames(said[claimNames.roles]),
    contextId: said[claimNames.context]?.id ?? null,
    contextTitle: said[claimNames.context]?.title || said[claimNames.context]?.label || null,
    membersAddress: said[claimNames.members]?.context_memberships_url ?? null,
  };
  if (said[claimNames.messageType] === "LtiDeepLinkingRequest") {
    const asked = (said as z.output<typeof choiceClaims>)[claimNames.deepLinking];
    if (!asked.accept_types.includes("ltiResourceLink"))
      return { problem: "accept_types: no ltiResourceLink" };
    const opened = {
      kind: "choice" as const,
      returnAddress: asked.deep_link_return_url,
      data: asked.data,
      takesLineItem: asked.accept_lineitem ?? true,
    };
    return { launch: { ...launch, opened } };
  }
  const asked = said as z.output<typeof resourceClaims>;
  const endpoint = asked[claimNames.endpoint];
  const template = z.uuid().safeParse(said[claimNames.custom]?.[TEMPLATE_PARAMETER]);
  const opened = {
    kind: "link" as const,
    resourceLinkId: asked[claimNames.resourceLink].id,
    title: asked[claimNames.resourceLink].title,
    templateId: template.data ?? null,
    grades: endpoint && {
      scopes: endpoint.scope,
      lineItems: endpoint.lineitems,
      lineItem: endpoint.lineitem,
    },
  };
  return { launch: { ...launch, opened } };
}
