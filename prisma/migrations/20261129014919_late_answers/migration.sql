-- Answers that were given without a connection and came after the end of their assignment: kept for the faculty to decide.
-- AlterTable
ALTER TABLE "assignment_reader" ADD COLUMN     "clock_at" TIMESTAMPTZ(3),
ADD COLUMN     "clock_ms" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "late_answer" (
    "id" UUID NOT NULL,
    "assignment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "phase" "phase",
    "phase_confidence" DOUBLE PRECISION,
    "x1" DOUBLE PRECISION NOT NULL,
    "y1" DOUBLE PRECISION NOT NULL,
    "x2" DOUBLE PRECISION NOT NULL,
    "y2" DOUBLE PRECISION NOT NULL,
    "zone_confidence" DOUBLE PRECISION,
    "elapsed_ms" INTEGER,
    "phase_given_at" TIMESTAMPTZ(3),
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    "clock_ms" DOUBLE PRECISION,
    "clock_before_ms" DOUBLE PRECISION,
    "clock_before_at" TIMESTAMPTZ(3),
    "refusal" TEXT NOT NULL,
    "barred" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "decider_id" UUID,
    "taken" BOOLEAN,
    "reason" TEXT,

    CONSTRAINT "late_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "late_answer_user_id_idx" ON "late_answer"("user_id");

-- CreateIndex
CREATE INDEX "late_answer_case_id_idx" ON "late_answer"("case_id");

-- CreateIndex
CREATE INDEX "late_answer_decider_id_idx" ON "late_answer"("decider_id");

-- CreateIndex
CREATE UNIQUE INDEX "late_answer_assignment_id_user_id_case_id_key" ON "late_answer"("assignment_id", "user_id", "case_id");

-- AddForeignKey
ALTER TABLE "late_answer" ADD CONSTRAINT "late_answer_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "late_answer" ADD CONSTRAINT "late_answer_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "late_answer" ADD CONSTRAINT "late_answer_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "late_answer" ADD CONSTRAINT "late_answer_decider_id_fkey" FOREIGN KEY ("decider_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "late_answer" ADD CONSTRAINT "late_answer_refusal" CHECK ("refusal" IN ('closed', 'time-up', 'released'));
ALTER TABLE "late_answer" ADD CONSTRAINT "late_answer_barred" CHECK ("barred" IN ('told', 'released'));
ALTER TABLE "late_answer" ADD CONSTRAINT "late_answer_zone" CHECK ("x1" < "x2" AND "y1" < "y2");
ALTER TABLE "late_answer" ADD CONSTRAINT "late_answer_decision" CHECK (
  ("decided_at" IS NULL) = ("taken" IS NULL) AND ("decided_at" IS NULL) = ("reason" IS NULL)
);

-- Asked with everything that is withheld: it is nearly always empty.
CREATE INDEX "late_answer_undecided" ON "late_answer"("user_id", "assignment_id") WHERE "decided_at" IS NULL AND "barred" IS NULL;
