-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('resident', 'faculty', 'director', 'admin');

-- CreateEnum
CREATE TYPE "phase" AS ENUM ('A', 'B', 'C', 'D');

-- CreateEnum
CREATE TYPE "split" AS ENUM ('train', 'test');

-- CreateEnum
CREATE TYPE "publication" AS ENUM ('draft', 'published');

-- CreateTable
CREATE TABLE "institution" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "institution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deactivated_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cohort" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cohort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "user_id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("user_id","cohort_id")
);

-- CreateTable
CREATE TABLE "dataset" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT,
    "licence" TEXT,
    "citation" TEXT,
    "description" TEXT,
    "notice" TEXT,
    "publication" "publication" NOT NULL DEFAULT 'draft',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "video" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "dataset_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "split" "split",

    CONSTRAINT "video_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "frame" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "sha256" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "frame_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "video_id" UUID NOT NULL,
    "frame_number" INTEGER NOT NULL,
    "current_version_id" UUID,
    "publication" "publication" NOT NULL DEFAULT 'draft',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_version" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "frame_id" UUID NOT NULL,
    "phase" "phase",
    "boxes" JSONB NOT NULL,
    "location" TEXT NOT NULL,
    "exposure" TEXT NOT NULL,
    "next_action" TEXT NOT NULL,
    "critical_risk" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_run" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "model_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "checkpoint" TEXT,
    "prompt_version" TEXT,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prediction" (
    "run_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "phase" "phase",
    "phase_probabilities" JSONB,
    "x1" DOUBLE PRECISION,
    "y1" DOUBLE PRECISION,
    "x2" DOUBLE PRECISION,
    "y2" DOUBLE PRECISION,
    "rationale" JSONB,
    "raw" JSONB,
    "error" TEXT,

    CONSTRAINT "prediction_pkey" PRIMARY KEY ("run_id","case_id")
);

-- CreateTable
CREATE TABLE "case_set" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_set_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_set_item" (
    "case_set_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "case_set_item_pkey" PRIMARY KEY ("case_set_id","case_id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_set_id" UUID NOT NULL,
    "mode" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3),
    "results_released_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment_reader" (
    "assignment_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,

    CONSTRAINT "assignment_reader_pkey" PRIMARY KEY ("assignment_id","user_id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "assignment_id" UUID,
    "mode" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "phase" "phase" NOT NULL,
    "phase_correct" BOOLEAN NOT NULL,
    "phase_confidence" DOUBLE PRECISION,
    "locked_at" TIMESTAMPTZ(3) NOT NULL,
    "zone_at" TIMESTAMPTZ(3),
    "x1" DOUBLE PRECISION,
    "y1" DOUBLE PRECISION,
    "x2" DOUBLE PRECISION,
    "y2" DOUBLE PRECISION,
    "zone_confidence" DOUBLE PRECISION,
    "elapsed_ms" INTEGER,
    "iou" DOUBLE PRECISION,
    "center_distance" DOUBLE PRECISION,
    "zone_outcome" TEXT,
    "metric_version" INTEGER,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "institution_id" UUID,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject_id" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "institution_name_key" ON "institution"("name");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "user_institution_id_role_idx" ON "user"("institution_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "cohort_institution_id_name_key" ON "cohort"("institution_id", "name");

-- CreateIndex
CREATE INDEX "membership_cohort_id_idx" ON "membership"("cohort_id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_institution_id_name_key" ON "dataset"("institution_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "video_dataset_id_name_key" ON "video"("dataset_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "frame_sha256_key" ON "frame"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "case_current_version_id_key" ON "case"("current_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_video_id_frame_number_key" ON "case"("video_id", "frame_number");

-- CreateIndex
CREATE INDEX "case_version_frame_id_idx" ON "case_version"("frame_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_version_case_id_number_key" ON "case_version"("case_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "model_name_key" ON "model"("name");

-- CreateIndex
CREATE UNIQUE INDEX "model_run_dataset_id_model_id_name_key" ON "model_run"("dataset_id", "model_id", "name");

-- CreateIndex
CREATE INDEX "prediction_case_id_idx" ON "prediction"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_set_institution_id_name_key" ON "case_set"("institution_id", "name");

-- CreateIndex
CREATE INDEX "case_set_item_case_id_idx" ON "case_set_item"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_set_item_case_set_id_position_key" ON "case_set_item"("case_set_id", "position");

-- CreateIndex
CREATE INDEX "assignment_case_set_id_idx" ON "assignment"("case_set_id");

-- CreateIndex
CREATE INDEX "assignment_reader_user_id_idx" ON "assignment_reader"("user_id");

-- CreateIndex
CREATE INDEX "attempt_user_id_locked_at_idx" ON "attempt"("user_id", "locked_at");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_user_id_case_id_ordinal_key" ON "attempt"("user_id", "case_id", "ordinal");

-- CreateIndex
CREATE INDEX "audit_event_institution_id_at_idx" ON "audit_event"("institution_id", "at");

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "video" ADD CONSTRAINT "video_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_video_id_fkey" FOREIGN KEY ("video_id") REFERENCES "video"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_current_version_id_fkey" FOREIGN KEY ("current_version_id") REFERENCES "case_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_version" ADD CONSTRAINT "case_version_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_version" ADD CONSTRAINT "case_version_frame_id_fkey" FOREIGN KEY ("frame_id") REFERENCES "frame"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_run" ADD CONSTRAINT "model_run_model_id_fkey" FOREIGN KEY ("model_id") REFERENCES "model"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_run" ADD CONSTRAINT "model_run_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prediction" ADD CONSTRAINT "prediction_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "model_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prediction" ADD CONSTRAINT "prediction_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_set" ADD CONSTRAINT "case_set_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_set_item" ADD CONSTRAINT "case_set_item_case_set_id_fkey" FOREIGN KEY ("case_set_id") REFERENCES "case_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_set_item" ADD CONSTRAINT "case_set_item_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_case_set_id_fkey" FOREIGN KEY ("case_set_id") REFERENCES "case_set"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_reader" ADD CONSTRAINT "assignment_reader_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_reader" ADD CONSTRAINT "assignment_reader_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "case_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema language can't say.

ALTER TABLE "user" ADD CONSTRAINT "user_email_lower_case" CHECK ("email" = lower("email"));

ALTER TABLE "frame" ADD CONSTRAINT "frame_size" CHECK ("width" > 0 AND "height" > 0);

ALTER TABLE "case_version" ADD CONSTRAINT "case_version_number" CHECK ("number" >= 1);
ALTER TABLE "case_version" ADD CONSTRAINT "case_version_boxes" CHECK (jsonb_typeof("boxes") = 'array');

ALTER TABLE "prediction" ADD CONSTRAINT "prediction_box" CHECK (
  num_nulls("x1", "y1", "x2", "y2") = 4
  OR (num_nulls("x1", "y1", "x2", "y2") = 0 AND "x1" < "x2" AND "y1" < "y2")
);

ALTER TABLE "assignment" ADD CONSTRAINT "assignment_mode" CHECK ("mode" IN ('guided', 'exam', 'phase-given'));

ALTER TABLE "attempt" ADD CONSTRAINT "attempt_mode" CHECK ("mode" IN ('guided', 'exam', 'phase-given'));
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_ordinal" CHECK ("ordinal" >= 1);
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_confidence" CHECK (
  "phase_confidence" BETWEEN 0 AND 1 AND "zone_confidence" BETWEEN 0 AND 1
);
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_zone_outcome" CHECK (
  "zone_outcome" IN ('hit', 'shifted', 'too-large', 'too-small', 'missed')
);
-- The zone and its score come together or not at all.
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_zone" CHECK (
  num_nulls("zone_at", "x1", "y1", "x2", "y2", "iou", "center_distance", "zone_outcome", "metric_version") = 9
  OR (
    num_nulls("zone_at", "x1", "y1", "x2", "y2", "iou", "center_distance", "zone_outcome", "metric_version") = 0
    AND "x1" < "x2" AND "y1" < "y2"
    AND "iou" BETWEEN 0 AND 1 AND "center_distance" BETWEEN 0 AND 100
  )
);
