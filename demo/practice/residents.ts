/** How an invented resident's zones go wrong. */
export const FAILINGS = ["shifted", "too-large", "too-small", "missed"] as const;
type Failing = (typeof FAILINGS)[number];

/** An invented resident of the demo's hospital, and how they read. */
export type DemoResident = {
  readonly name: string;
  readonly email: string;
  readonly cohort: string;
  /** Of training. */
  readonly year: number;
  /** How often the phase is right and the zone well placed at first, 0 to 1. */
  readonly phase: number;
  readonly zone: number;
  /** What each of the two gains over the weeks. */
  readonly gain: number;
  /** How a zone goes wrong when it does, most of the time. */
  readonly habit: Failing;
  /** How far confidence lies above what it should be; negative: below. */
  readonly overconfidence: number;
  /** Sittings a week, on average. */
  readonly sittings: number;
  /** Stopped practising this many weeks ago. */
  readonly stopped?: number;
};

type Reading = Omit<DemoResident, "name" | "email" | "cohort" | "year">;

const resident = (year: number, name: string, reading: Reading): DemoResident => ({
  name,
  email: `${name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ".")}@calot.example`,
  cohort: `Surgery, year ${year}`,
  year,
  ...reading,
});

/** Those whose answers the demo's directors and faculty find. Nobody can sign in as one of them. */
export const demoResidents: readonly DemoResident[] = [
  resident(1, "Ines Carvalho", {
    phase: 0.55,
    zone: 0.4,
    gain: 0.22,
    habit: "too-large",
    overconfidence: 0.1,
    sittings: 1.6,
  }),
  resident(1, "Tomasz Wrona", {
    phase: 0.5,
    zone: 0.36,
    gain: 0.05,
    habit: "too-large",
    overconfidence: 0.25,
    sittings: 1.8,
  }),
  resident(1, "Adaeze Obi", {
    phase: 0.62,
    zone: 0.42,
    gain: 0.25,
    habit: "shifted",
    overconfidence: 0,
    sittings: 1.5,
  }),
  resident(1, "Jonas Reuter", {
    phase: 0.5,
    zone: 0.34,
    gain: 0.15,
    habit: "missed",
    overconfidence: 0.15,
    sittings: 1,
    stopped: 5,
  }),
  resident(1, "Li Wen", {
    phase: 0.58,
    zone: 0.44,
    gain: 0.2,
    habit: "too-small",
    overconfidence: -0.1,
    sittings: 1.7,
  }),
  resident(2, "Marguerite Lefebvre", {
    phase: 0.68,
    zone: 0.5,
    gain: 0.16,
    habit: "shifted",
    overconfidence: 0.05,
    sittings: 1.5,
  }),
  resident(2, "Kofi Mensah", {
    phase: 0.66,
    zone: 0.54,
    gain: 0.18,
    habit: "too-small",
    overconfidence: 0.05,
    sittings: 1.6,
  }),
  resident(2, "Sara Nyström", {
    phase: 0.7,
    zone: 0.5,
    gain: 0.02,
    habit: "shifted",
    overconfidence: 0.3,
    sittings: 1.4,
  }),
  resident(2, "Dmitri Antonov", {
    phase: 0.62,
    zone: 0.47,
    gain: 0.2,
    habit: "too-large",
    overconfidence: 0.1,
    sittings: 1.3,
  }),
  resident(3, "Priya Raman", {
    phase: 0.8,
    zone: 0.62,
    gain: 0.12,
    habit: "too-small",
    overconfidence: 0,
    sittings: 1.4,
  }),
  resident(3, "Elif Demir", {
    phase: 0.78,
    zone: 0.6,
    gain: 0.15,
    habit: "shifted",
    overconfidence: -0.05,
    sittings: 1.5,
  }),
  resident(3, "Callum Fraser", {
    phase: 0.76,
    zone: 0.56,
    gain: 0.1,
    habit: "too-large",
    overconfidence: 0.15,
    sittings: 1.2,
  }),
];
