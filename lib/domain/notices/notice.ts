import { z } from "zod";
/** Something a person is told of. Moments are ISO 8601. */
export type Notice = {
  readonly id: string;
  /** A noun and a verb: `assignment.new`. */
  readonly kind: string;
  /** A sentence. */
  readonly text: string;
  /** Where it leads, inside Calot. */
  readonly href: string;
  readonly at: string;
  readonly read: boolean;
};

/** A mail as the person it is for sees it in the demo. */
export type ShownMail = {
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly text: string;
  readonly at: string;
};

/** Some notices, or with null all of them. */
export const readNoticesSchema = z.object({ ids: z.array(z.uuid()).max(100).nullable() }).strict();
