/** An answer that may be told, and where it was given. */
export const place = { origin: "https://calot.example", actor: "account" } as const;
export const answer = {
  person: { id: "p1", email: "ada@hospital.example" },
  caseId: "c1",
  assignmentId: null,
  mode: "guided",
  ordinal: 1,
  phase: "B",
  phaseCorrect: true,
  zone: [100, 50, 350, 150],
  frame: { width: 1000, height: 500 },
  iou: 0.61236,
  elapsedMs: 12_345,
  answeredAt: new Date("2026-11-30T10:00:00.123Z"),
  toldAt: new Date("2026-11-30T11:00:00Z"),
} as const;
