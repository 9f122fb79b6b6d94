-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "left_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "user_week" (
    "user_id" UUID NOT NULL,
    "week" DATE NOT NULL,
    "sums" DOUBLE PRECISION[],
    "failures" INTEGER[],

    CONSTRAINT "user_week_pkey" PRIMARY KEY ("user_id","week")
);

-- CreateTable
CREATE TABLE "cohort_week" (
    "cohort_id" UUID NOT NULL,
    "week" DATE NOT NULL,
    "residents" INTEGER NOT NULL,
    "sums" DOUBLE PRECISION[],
    "detail" DOUBLE PRECISION[],

    CONSTRAINT "cohort_week_pkey" PRIMARY KEY ("cohort_id","week")
);

-- CreateTable
CREATE TABLE "case_figures" (
    "case_id" UUID NOT NULL,
    "sums" DOUBLE PRECISION[],
    "failures" INTEGER[],
    "confidently_wrong" INTEGER NOT NULL,
    "median_ms" INTEGER,
    "difficulty" DOUBLE PRECISION,

    CONSTRAINT "case_figures_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "figures_due" (
    "id" BIGSERIAL NOT NULL,
    "user_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "locked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "figures_due_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "figures_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "lapsed_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "figures_state_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "cohort_week_week_idx" ON "cohort_week"("week");

-- CreateIndex
CREATE INDEX "case_figures_difficulty_idx" ON "case_figures"("difficulty");

-- AddForeignKey
ALTER TABLE "user_week" ADD CONSTRAINT "user_week_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_week" ADD CONSTRAINT "cohort_week_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_figures" ADD CONSTRAINT "case_figures_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "membership" ADD CONSTRAINT "membership_times_check" CHECK (left_at IS NULL OR left_at >= joined_at);
ALTER TABLE "figures_state" ADD CONSTRAINT "figures_state_one_row" CHECK (id = 1);
-- Open attempts, by age: those of a day ago are misses.
CREATE INDEX "attempt_open_idx" ON "attempt" ("locked_at") WHERE zone_at IS NULL;
-- Everything that was answered before is due.
INSERT INTO "figures_due" (user_id, case_id, locked_at) SELECT user_id, case_id, locked_at FROM "attempt" WHERE ordinal = 1;
INSERT INTO "figures_state" (id, lapsed_until) VALUES (1, CURRENT_TIMESTAMP - interval '2 days');
