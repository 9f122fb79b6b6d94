import { plural, t } from "@/lib/language/t";
import type { Message } from "../notices/message";
import type { Duty } from "./step";

/**
 * What people are told of a case that comes to them. None says who annotated it, or what: a check begins blind. Where
 * several cases come on one day, the first is named.
 */
export type CaseFacts = { readonly dataset: string; readonly video: string; readonly frame: number };

/** To those who check. */
export function toCheckMessage({ dataset, video, frame }: CaseFacts): Message {
  return {
    notice: t`${video}, frame ${frame} of ${dataset} waits for a check.`,
    subject: t`To check: ${dataset}`,
    body: t`${video}, frame ${frame} of “${dataset}” is annotated and waits for a check. Others may follow today; you are told once a day.`,
  };
}

/** To the chiefs who judge it. */
export function toReviewMessage({ dataset, video, frame }: CaseFacts): Message {
  return {
    notice: t`${video}, frame ${frame} of ${dataset} waits for you to agree.`,
    subject: t`Before the chiefs: ${dataset}`,
    body: t`${video}, frame ${frame} of “${dataset}” is checked, and is published once all chiefs agree. Others may follow today; you are told once a day.`,
  };
}

/** To who annotated it. */
export function sentBackMessage({ dataset, video, frame }: CaseFacts): Message {
  return {
    notice: t`${video}, frame ${frame} of ${dataset} was sent back, with a comment.`,
    subject: t`Sent back: ${video}, frame ${frame}`,
    body: t`${video}, frame ${frame} of “${dataset}” was sent back, with a comment. It is to be annotated again.`,
  };
}

/** To the annotators, of a case that was taken up again or whose annotator is gone. */
export function toAnnotateMessage({ dataset, video, frame }: CaseFacts): Message {
  return {
    notice: t`${video}, frame ${frame} of ${dataset} is to be annotated.`,
    subject: t`To annotate: ${dataset}`,
    body: t`${video}, frame ${frame} of “${dataset}” is to be annotated again. Others may follow today; you are told once a day.`,
  };
}

/** To the annotators, of frames that were sent to a dataset that is there. */
export function newFramesMessage(dataset: string, count: number): Message {
  const words = t`${plural(count, "# new frame", "# new frames")} of ${dataset} ${plural(count, "waits", "wait")} to be annotated.`;
  return { notice: words, subject: t`To annotate: ${dataset}`, body: words };
}

/** To those who give duties: the frames wait, and nobody annotates the dataset. */
export function nobodyForFramesMessage(dataset: string, count: number): Message {
  const { notice } = newFramesMessage(dataset, count);
  return {
    notice: `${notice} ${t`Nobody has that duty.`}`,
    subject: t`Nobody to go on with it: ${dataset}`,
    body: `${notice} ${t`Nobody has that duty: say on the dataset’s page who does it.`}`,
  };
}

/** To who annotated it. */
export function publishedMessage({ dataset, video, frame }: CaseFacts): Message {
  return {
    notice: t`${video}, frame ${frame} of ${dataset} is published as you annotated it.`,
    subject: t`Published: ${dataset}`,
    body: t`All chiefs agree: ${video}, frame ${frame} of “${dataset}” is published as you annotated it. Others may follow today; you are told once a day.`,
  };
}

const nobodyWords: Readonly<Record<Duty, (of: CaseFacts) => string>> = {
  annotator: ({ dataset, video, frame }) =>
    t`${video}, frame ${frame} of ${dataset} waits to be annotated, and nobody has that duty.`,
  checker: ({ dataset, video, frame }) =>
    t`${video}, frame ${frame} of ${dataset} waits for a check, and nobody else has that duty.`,
  chief: ({ dataset, video, frame }) =>
    t`${video}, frame ${frame} of ${dataset} waits for the chiefs, and nobody else is one.`,
};

/** To those who give duties: a case waits for somebody whom there isn't. */
export function nobodyMessage(facts: CaseFacts, duty: Duty): Message {
  const waits = nobodyWords[duty](facts);
  return {
    notice: waits,
    subject: t`Nobody to go on with it: ${facts.dataset}`,
    body: `${waits} ${t`Say on the dataset’s page who does it.`}`,
  };
}

/** To who was given a duty. */
export function dutyMessage(dataset: string, duty: Duty): Message {
  const words = {
    annotator: t`You annotate the cases of ${dataset} from now on.`,
    checker: t`You check the cases of ${dataset} from now on.`,
    chief: t`You are a chief of ${dataset} from now on.`,
  }[duty];
  return { notice: words, subject: t`A duty of yours: ${dataset}`, body: words };
}
