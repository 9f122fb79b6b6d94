-- Reasons before the reveal: whether an assignment asks for them, a reader's own words (with a late answer too), and how
-- the reader and the faculty marked them against the reference. No text of a reader is empty: nothing written is null.
ALTER TABLE "assignment" ADD COLUMN "reasons" TEXT NOT NULL DEFAULT 'no',
ADD CONSTRAINT "assignment_reasons_check" CHECK ("reasons" IN ('no', 'offered', 'asked'));

ALTER TABLE "attempt" ADD COLUMN "next_action" TEXT,
ADD COLUMN "critical_risk" TEXT,
ADD CONSTRAINT "attempt_reasons_check" CHECK (
  "next_action" <> '' AND "critical_risk" <> '' AND ("zone_at" IS NOT NULL OR coalesce("next_action", "critical_risk") IS NULL)
);

ALTER TABLE "late_answer" ADD COLUMN "next_action" TEXT,
ADD COLUMN "critical_risk" TEXT,
ADD CONSTRAINT "late_answer_reasons_check" CHECK ("next_action" <> '' AND "critical_risk" <> '');

CREATE TABLE "reason_mark" (
    "attempt_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "grade" TEXT NOT NULL,
    "blind_grade" TEXT NOT NULL,
    "marker_id" UUID NOT NULL,
    "marked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reason_mark_pkey" PRIMARY KEY ("attempt_id","part","side"),
    CONSTRAINT "reason_mark_part_check" CHECK ("part" IN ('nextAction', 'criticalRisk')),
    CONSTRAINT "reason_mark_side_check" CHECK ("side" IN ('reader', 'faculty')),
    CONSTRAINT "reason_mark_grade_check" CHECK (
      "grade" IN ('said', 'partly', 'missed') AND "blind_grade" IN ('said', 'partly', 'missed')
    )
);

CREATE INDEX "reason_mark_marker_id_idx" ON "reason_mark"("marker_id");

ALTER TABLE "reason_mark" ADD CONSTRAINT "reason_mark_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "reason_mark" ADD CONSTRAINT "reason_mark_marker_id_fkey" FOREIGN KEY ("marker_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
