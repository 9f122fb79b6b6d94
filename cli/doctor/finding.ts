/** How one thing that a deployment needs is found: right, worth a look, or wrong; or not looked at. */
export type State = "ok" | "warning" | "fault" | "skipped";

export type Finding = {
  readonly check: string;
  readonly state: State;
  /** What was found, in a sentence or less. */
  readonly says: string;
  /** What to do about it. */
  readonly todo?: string;
};

/** What runs where it is looked: a web server, which may do the chores too, or “calot work” alone, which needs less. */
export type Purpose = "web" | "work";

export const NOT_FOR_WORK = "“calot work” needs none";
export const WHERE_WORK_ALONE = "Where “calot work” runs alone: calot doctor --worker.";

export const ok = (check: string, says: string): Finding => ({ check, state: "ok", says });
export const skipped = (check: string, says: string): Finding => ({ check, state: "skipped", says });
export const warning = (check: string, says: string, todo: string): Finding => {
  return { check, state: "warning", says, todo };
};
export const fault = (check: string, says: string, todo: string): Finding => {
  return { check, state: "fault", says, todo };
};
