import { sweepAllowances } from "../../auth/allowance";
import { sweepSessions } from "../../auth/end-sessions";
import type { Database } from "../../db/client";
import { env } from "../../env";
import { remindReaders } from "../../services/assignments/remind-readers";
import { lookAfterProviders } from "../../services/connections/look-after-providers";
import { sendTrails } from "../../services/connections/send-trails";
import { foldNewAnswers } from "../../services/estimates/fold-new-answers";
import { sweepUsedTokens } from "../../services/identities/end-provider-sessions";
import { refreshDueFigures } from "../../services/kept-figures/refresh-due-figures";
import { keepCourses } from "../../services/lti/keep-courses";
import { sweepLaunches } from "../../services/lti/keep-launch";
import { putDueGrades } from "../../services/lti/put-due-grades";
import { sweepDeliveries } from "../../services/outbox/sweep-deliveries";
import { remindOfDue } from "../../services/reminders/remind-of-due";
import { letGo } from "../../services/retention/let-go";
import { resealSecrets } from "../../services/secrets/reseal-secrets";
import { eraseRemoved } from "../../services/withdrawals/erase-removed";
import { tellAnswers } from "../../services/xapi/tell-answers";
import { openFrames, openUploads } from "../../storage/open-storage";
import { sweepPictures } from "../import/sweep-pictures";
import { sendDueMails } from "../mail/send-due-mails";
import { openSmtp } from "../mail/smtp";
import { sendDueDeliveries } from "../outbox/send-due-deliveries";
import { sendersOf } from "../outbox/senders";
import { type ReadUpload, runUploads } from "../uploads/run-uploads";
import { sweepUploads } from "../uploads/sweep-uploads";
import type { Chore } from "./run-chores";

const HOUR_MS = 3_600_000;

/** A case has thousands of attempts: nobody who answers waits for so many to be added up. */
export const CASES_A_ROUND = 10;

/**
 * What every web process does beside answering; one of them at a time does each.
 *
 * @param read reads an upload, in a process of its own: files of strangers hold nobody's answer up
 */
export function serverChores(db: Database, read: ReadUpload): readonly Chore[] {
  const spool = openUploads();
  return [
    {
      name: "figures",
      everyMs: 1_000,
      run: (signal) => refreshDueFigures(db, new Date(), { signal, mostCases: CASES_A_ROUND }),
    },
    { name: "estimates", everyMs: 10_000, run: (signal) => foldNewAnswers(db, new Date(), { signal }) },
    { name: "reminders", everyMs: 30_000, run: () => remindReaders(db, new Date()) },
    { name: "practice reminders", everyMs: 4_000, run: () => remindOfDue(db, new Date()) },
    ...mailChores(db),
    { name: "courses", everyMs: 30_000, run: (signal) => keepCourses(db, new Date(), { signal }) },
    { name: "grades", everyMs: 3_000, run: () => putDueGrades(db, new Date()) },
    { name: "audit trails", everyMs: 2_000, run: (signal) => sendTrails(db, { signal }) },
    {
      name: "learning records",
      everyMs: 5_000,
      run: (signal) => tellAnswers(db, new Date(), { signal }),
    },
    { name: "deliveries", everyMs: 1_000, run: (signal) => sendDueDeliveries(db, sendersOf(db), { signal }) },
    {
      name: "uploads",
      everyMs: 1_000,
      run: (signal) => runUploads(db, spool, read, signal),
    },
    { name: "removed pictures", everyMs: HOUR_MS, run: () => eraseRemoved(db, openFrames(), new Date()) },
    { name: "unused pictures", everyMs: HOUR_MS, run: () => sweepPictures(db, openFrames()) },
    { name: "lapsed uploads", everyMs: HOUR_MS, run: () => sweepUploads(db, spool) },
    { name: "whole allowances", everyMs: HOUR_MS, run: () => sweepAllowances(db, new Date()) },
    {
      name: "deliveries of long ago",
      everyMs: HOUR_MS,
      run: (signal) => sweepDeliveries(db, new Date(), { signal }),
    },
    { name: "providers", everyMs: HOUR_MS, run: () => lookAfterProviders(db, new Date()) },
    { name: "secrets of another key", everyMs: HOUR_MS, run: () => resealSecrets(db) },
    { name: "launches of long ago", everyMs: HOUR_MS, run: () => sweepLaunches(db, new Date()) },
    { name: "closed accounts", everyMs: HOUR_MS, run: (signal) => letGo(db, new Date(), { signal }) },
    { name: "used tokens", everyMs: HOUR_MS, run: () => sweepUsedTokens(db, new Date()) },
    { name: "sessions of long ago", everyMs: HOUR_MS, run: () => sweepSessions(db, new Date()) },
  ];
}

/** None where no mail server is named, nor in the demo, whose people read their mails on a page. */
function mailChores(db: Database): readonly Chore[] {
  const { CALOT_DEMO, MAIL_FROM, SMTP_URL } = env();
  if (!SMTP_URL || CALOT_DEMO) return [];
  const { send } = openSmtp(SMTP_URL, MAIL_FROM);
  return [{ name: "mail", everyMs: 3_000, run: (signal) => sendDueMails(db, send, { signal }) }];
}
