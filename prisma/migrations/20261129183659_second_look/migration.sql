-- A second look: the aid, drawn when the phase is locked, and the last answer, scored beside the first.
ALTER TABLE "attempt" ADD COLUMN "second_look" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "aided" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "aid" JSONB,
ADD COLUMN "aid_right" BOOLEAN,
ADD COLUMN "last_at" TIMESTAMPTZ(3),
ADD COLUMN "last_phase" "phase",
ADD COLUMN "last_phase_correct" BOOLEAN,
ADD COLUMN "last_x1" DOUBLE PRECISION,
ADD COLUMN "last_y1" DOUBLE PRECISION,
ADD COLUMN "last_x2" DOUBLE PRECISION,
ADD COLUMN "last_y2" DOUBLE PRECISION,
ADD COLUMN "last_iou" DOUBLE PRECISION,
ADD COLUMN "last_center_distance" DOUBLE PRECISION,
ADD COLUMN "last_zone_outcome" TEXT,
ADD COLUMN "last_contact" DOUBLE PRECISION,
ADD COLUMN "last_movement" DOUBLE PRECISION;

-- No last answer without an aid and a first one, and all of it or nothing.
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_second_look_check" CHECK (
  "aided" = ("aid" IS NOT NULL)
  AND ("last_at" IS NULL OR ("aided" AND "zone_at" IS NOT NULL))
  AND num_nonnulls("last_at", "last_phase", "last_phase_correct", "last_x1", "last_y1", "last_x2", "last_y2", "last_iou",
    "last_center_distance", "last_zone_outcome") IN (0, 10)
  AND ("last_at" IS NOT NULL OR num_nonnulls("aid_right", "last_contact", "last_movement") = 0)
  AND "last_zone_outcome" IN ('hit', 'shifted', 'too-large', 'too-small', 'missed')
  AND "last_contact" BETWEEN 0 AND 1
) NOT VALID;
ALTER TABLE "attempt" VALIDATE CONSTRAINT "attempt_second_look_check";

-- The scores of last answers by references that changed.
ALTER TABLE "attempt_score" ADD COLUMN "last_phase_correct" BOOLEAN,
ADD COLUMN "last_iou" DOUBLE PRECISION,
ADD COLUMN "last_center_distance" DOUBLE PRECISION,
ADD COLUMN "last_zone_outcome" TEXT,
ADD COLUMN "last_contact" DOUBLE PRECISION;

-- Second looks that wait, as figures look for those whose day has passed. And those that are done, as reliance adds them up.
CREATE INDEX "attempt_second_look_open_idx" ON "attempt" ("zone_at") WHERE "aided" AND "last_at" IS NULL;
CREATE INDEX "attempt_second_look_done_idx" ON "attempt" ("user_id", "locked_at") WHERE "last_at" IS NOT NULL;
CREATE INDEX "attempt_last_at_idx" ON "attempt" ("last_at") WHERE "last_at" IS NOT NULL;

-- Whether an answer is over is read from the index alone, for every reader of an assignment.
CREATE INDEX "attempt_assigned_over_idx" ON "attempt" ("assignment_id", "user_id", "case_id")
  INCLUDE ("zone_at", "locked_at", "aided", "last_at") WHERE "assignment_id" IS NOT NULL;
DROP INDEX "attempt_assigned_idx";

-- The aid that an assignment shows at each case that has it.
ALTER TABLE "assignment" ADD COLUMN "second_look" TEXT;
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_second_look_check" CHECK ("second_look" IN ('model', 'clip', 'cohort'));
