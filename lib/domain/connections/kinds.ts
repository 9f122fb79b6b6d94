import { z } from "zod";
import { t } from "@/lib/language/t";

/** What a connection is spoken by. */
export const CONNECTION_KINDS = ["oidc", "saml", "scim", "lti", "xapi", "audit"] as const;
export const connectionKindSchema = z.enum(CONNECTION_KINDS);
export type ConnectionKind = z.infer<typeof connectionKindSchema>;

/** Those by which people sign in. */
export const DOOR_KINDS = ["oidc", "saml"] as const satisfies readonly ConnectionKind[];
export const isDoor = (kind: ConnectionKind): boolean => DOOR_KINDS.some((each) => each === kind);

type KindWords = {
  readonly name: string;
  /** What it is for, where one is chosen. */
  readonly purpose: string;
  /** What it does where it is on, and where it is off. */
  readonly on: string;
  readonly off: string;
};

export const kindWords: Readonly<Record<ConnectionKind, KindWords>> = {
  oidc: {
    name: t`Signing in by OpenID Connect`,
    purpose: t`People sign in with the account that the institution gives them. For Entra ID, Okta, Google Workspace, Keycloak and others.`,
    on: t`People sign in by it. Turned off, nobody does; whoever is signed in stays so.`,
    off: t`Nobody signs in by it until it is turned on. Test it first.`,
  },
  saml: {
    name: t`Signing in by SAML`,
    purpose: t`The same by SAML 2.0. For Shibboleth, ADFS, university federations, and whatever speaks no OpenID Connect.`,
    on: t`People sign in by it. Turned off, nobody does; whoever is signed in stays so.`,
    off: t`Nobody signs in by it until it is turned on. Test it first.`,
  },
  scim: {
    name: t`People by SCIM`,
    purpose: t`The institution’s directory makes accounts, keeps cohorts, and closes the accounts of those who leave. For Entra ID, Okta and others.`,
    on: t`The directory keeps people and cohorts by it. Turned off, it is refused, and everything stays as it is.`,
    off: t`The directory is refused until it is turned on.`,
  },
  lti: {
    name: t`Courses by LTI`,
    purpose: t`People open assignments from their courses, and their grades arrive there. For Moodle, Canvas, Blackboard, Brightspace and others that speak LTI 1.3.`,
    on: t`Courses open Calot by it, and grades are sent. Turned off, nothing opens and grades wait.`,
    off: t`Courses open nothing by it until it is turned on, and grades wait.`,
  },
  audit: {
    name: t`The audit trail by https`,
    purpose: t`Whatever the audit trail writes down is handed on to the institution’s SIEM. For Splunk and whatever else takes lines of JSON.`,
    on: t`Events are handed on as they are written. Turned off, they wait, and are handed on once it is on again.`,
    off: t`Nothing is handed on until it is turned on. Test it first.`,
  },
  xapi: {
    name: t`Learning records by xAPI`,
    purpose: t`A learning record store is told what was answered, revealed and finished. For Learning Locker, SCORM Cloud, Watershed, Ralph and others.`,
    on: t`The store is told of what is answered from when it was turned on. Turned off, it is told nothing.`,
    off: t`The store is told nothing until it is turned on.`,
  },
};
