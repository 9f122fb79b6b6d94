-- DropForeignKey
ALTER TABLE "user_week" DROP CONSTRAINT "user_week_user_id_fkey";

-- DropForeignKey
ALTER TABLE "cohort_week" DROP CONSTRAINT "cohort_week_cohort_id_fkey";

-- All of it is made anew from the attempts: nothing but the derived figures themselves is dropped here.
DELETE FROM "case_figures";

-- AlterTable
ALTER TABLE "case_figures" DROP COLUMN "failures",
DROP COLUMN "sums",
ADD COLUMN     "answers" INTEGER NOT NULL,
ADD COLUMN     "zones" INTEGER NOT NULL;

-- DropTable
DROP TABLE "user_week";

-- DropTable
DROP TABLE "cohort_week";

-- CreateTable
CREATE TABLE "member_week" (
    "group_id" UUID NOT NULL,
    "week" DATE NOT NULL,
    "user_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "figures" DOUBLE PRECISION[],

    CONSTRAINT "member_week_pkey" PRIMARY KEY ("group_id","week","user_id")
);

-- CreateTable
CREATE TABLE "member_period" (
    "group_id" UUID NOT NULL,
    "weeks" SMALLINT NOT NULL,
    "user_id" UUID NOT NULL,
    "year" SMALLINT NOT NULL,
    "figures" DOUBLE PRECISION[],

    CONSTRAINT "member_period_pkey" PRIMARY KEY ("group_id","weeks","user_id","year")
);

-- CreateTable
CREATE TABLE "group_week" (
    "group_id" UUID NOT NULL,
    "week" DATE NOT NULL,
    "institution_id" UUID NOT NULL,
    "residents" INTEGER NOT NULL,
    "n" DOUBLE PRECISION NOT NULL,
    "correct" DOUBLE PRECISION NOT NULL,
    "iou" DOUBLE PRECISION NOT NULL,
    "hits" DOUBLE PRECISION NOT NULL,
    "right_iou" DOUBLE PRECISION NOT NULL,
    "moments" DOUBLE PRECISION[],

    CONSTRAINT "group_week_pkey" PRIMARY KEY ("group_id","week")
);

-- CreateTable
CREATE TABLE "group_period" (
    "group_id" UUID NOT NULL,
    "weeks" SMALLINT NOT NULL,
    "institution_id" UUID NOT NULL,
    "until" DATE NOT NULL,
    "last_week" DATE NOT NULL,
    "residents" INTEGER NOT NULL,
    "n" DOUBLE PRECISION NOT NULL,
    "correct" DOUBLE PRECISION NOT NULL,
    "iou" DOUBLE PRECISION NOT NULL,
    "hits" DOUBLE PRECISION NOT NULL,
    "right_iou" DOUBLE PRECISION NOT NULL,
    "moments" DOUBLE PRECISION[],
    "phase_residents" INTEGER[],
    "phase_moments" DOUBLE PRECISION[],
    "figures" DOUBLE PRECISION[],

    CONSTRAINT "group_period_pkey" PRIMARY KEY ("group_id","weeks")
);

-- CreateTable
CREATE TABLE "program_week" (
    "institution_id" UUID NOT NULL,
    "week" DATE NOT NULL,
    "residents" INTEGER NOT NULL,
    "n" DOUBLE PRECISION NOT NULL,
    "correct" DOUBLE PRECISION NOT NULL,
    "iou" DOUBLE PRECISION NOT NULL,
    "hits" DOUBLE PRECISION NOT NULL,
    "right_iou" DOUBLE PRECISION NOT NULL,
    "moments" DOUBLE PRECISION[],

    CONSTRAINT "program_week_pkey" PRIMARY KEY ("institution_id","week")
);

-- CreateTable
CREATE TABLE "case_due" (
    "case_id" UUID NOT NULL,

    CONSTRAINT "case_due_pkey" PRIMARY KEY ("case_id")
);

-- CreateIndex
CREATE INDEX "member_week_user_id_idx" ON "member_week"("user_id");

-- CreateIndex
CREATE INDEX "member_period_user_id_weeks_idx" ON "member_period"("user_id", "weeks");

-- CreateIndex
CREATE INDEX "group_week_institution_id_week_idx" ON "group_week"("institution_id", "week");

-- CreateIndex
CREATE INDEX "group_period_institution_id_weeks_idx" ON "group_period"("institution_id", "weeks");

-- AddForeignKey
ALTER TABLE "member_week" ADD CONSTRAINT "member_week_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_period" ADD CONSTRAINT "member_period_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Weeks begin on Mondays.
ALTER TABLE "member_week" ADD CONSTRAINT "member_week_monday" CHECK (extract(isodow FROM week) = 1);
ALTER TABLE "group_week" ADD CONSTRAINT "group_week_monday" CHECK (extract(isodow FROM week) = 1);
ALTER TABLE "program_week" ADD CONSTRAINT "program_week_monday" CHECK (extract(isodow FROM week) = 1);
-- Everything that was answered before is due. Where that is much, `calot figures rebuild` is faster.
DELETE FROM "figures_due";
INSERT INTO "figures_due" (user_id, case_id, locked_at) SELECT user_id, case_id, locked_at FROM "attempt" WHERE ordinal = 1;

-- How much of an assignment each of its readers has answered, without looking at the attempts themselves.
CREATE INDEX "attempt_assigned_idx" ON "attempt" ("assignment_id", "user_id", "case_id") INCLUDE ("zone_at", "locked_at")
  WHERE assignment_id IS NOT NULL;
