import { account } from "./account";
import { assignments } from "./assignments";
import { attempts } from "./attempts";
import { audit } from "./audit";
import { authoring } from "./authoring";
import { caseSets } from "./case-sets";
import { cases } from "./cases";
import { cohorts } from "./cohorts";
import { connections } from "./connections";
import { disputes } from "./disputes";
import { health } from "./health";
import { institution } from "./institution";
import { invitations } from "./invitations";
import { lateAnswers } from "./late-answers";
import { library } from "./library";
import { lti } from "./lti";
import { milestones } from "./milestones";
import { notices } from "./notices";
import { packet } from "./packet";
import { passwords } from "./passwords";
import { people } from "./people";
import { practice } from "./practice";
import { privacy } from "./privacy";
import { progress } from "./progress";
import { readers } from "./readers";
import { reasons } from "./reasons";
import { results } from "./results";
import { reviews } from "./reviews";
import type { Declaration } from "./route";
import { secondStep } from "./second-step";
import { uploads } from "./uploads";
import { withdrawals } from "./withdrawals";

const nouns: readonly Readonly<Record<string, Declaration>>[] = [
  cases,
  attempts,
  lateAnswers,
  reasons,
  disputes,
  practice,
  progress,
  assignments,
  results,
  library,
  caseSets,
  reviews,
  readers,
  cohorts,
  packet,
  milestones,
  people,
  invitations,
  account,
  passwords,
  secondStep,
  connections,
  lti,
  privacy,
  institution,
  notices,
  authoring,
  uploads,
  withdrawals,
  audit,
  health,
];

/** Every route of the API but next-auth's own. */
export const allRoutes: readonly Declaration[] = nouns.flatMap((noun) => Object.values(noun));
