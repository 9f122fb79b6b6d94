-- AlterTable
ALTER TABLE "case_version" ADD COLUMN     "reason" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "case_set" ADD COLUMN     "author_id" UUID,
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "family_id" UUID,
ADD COLUMN     "published_at" TIMESTAMPTZ(3),
ADD COLUMN     "purpose" TEXT NOT NULL DEFAULT 'practice',
ADD COLUMN     "rule" JSONB,
ADD COLUMN     "shared" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'draft',
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "attempts_allowed" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "author_id" UUID,
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "institution_id" UUID,
ADD COLUMN     "instructions" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "model_shown" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "name" TEXT,
ADD COLUMN     "shuffled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "time_limit_minutes" INTEGER;

-- Assignments that are there already take their set's name and institution.
UPDATE "assignment" a SET institution_id = s.institution_id, name = s.name
FROM "case_set" s WHERE s.id = a.case_set_id;
ALTER TABLE "assignment" ALTER COLUMN "institution_id" SET NOT NULL, ALTER COLUMN "name" SET NOT NULL;

-- AlterTable
ALTER TABLE "assignment_reader" ADD COLUMN     "begun_at" TIMESTAMPTZ(3),
ADD COLUMN     "cohort_id" UUID,
ADD COLUMN     "excuse" TEXT,
ADD COLUMN     "excused_at" TIMESTAMPTZ(3),
ADD COLUMN     "extended_until" TIMESTAMPTZ(3),
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "case_set_family" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "case_set_family_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assignment_item" (
    "assignment_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "assignment_item_pkey" PRIMARY KEY ("assignment_id","case_id")
);

-- CreateTable
CREATE TABLE "attempt_score" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "attempt_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "phase_correct" BOOLEAN NOT NULL,
    "iou" DOUBLE PRECISION,
    "center_distance" DOUBLE PRECISION,
    "zone_outcome" TEXT,
    "metric_version" INTEGER,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_score_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attempt_comment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "attempt_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attempt_comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "attempt_id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "reader_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "phase" "phase",
    "x1" DOUBLE PRECISION,
    "y1" DOUBLE PRECISION,
    "x2" DOUBLE PRECISION,
    "y2" DOUBLE PRECISION,
    "status" TEXT NOT NULL DEFAULT 'open',
    "decision" TEXT,
    "judge_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "settled_version_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "href" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "send_after" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_duty" (
    "dataset_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "duty" TEXT NOT NULL,

    CONSTRAINT "dataset_duty_pkey" PRIMARY KEY ("dataset_id","user_id","duty")
);

-- CreateTable
CREATE TABLE "authoring" (
    "case_id" UUID NOT NULL,
    "step" TEXT NOT NULL DEFAULT 'annotating',
    "current_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "authoring_pkey" PRIMARY KEY ("case_id")
);

-- CreateTable
CREATE TABLE "annotation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "case_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "phase" "phase",
    "boxes" JSONB NOT NULL DEFAULT '[]',
    "location" TEXT NOT NULL DEFAULT '',
    "exposure" TEXT NOT NULL DEFAULT '',
    "next_action" TEXT NOT NULL DEFAULT '',
    "critical_risk" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submitted_at" TIMESTAMPTZ(3),

    CONSTRAINT "annotation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotation_verdict" (
    "annotation_id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "agrees" BOOLEAN NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "annotation_verdict_pkey" PRIMARY KEY ("annotation_id","judge_id","step")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "dataset_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "status" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "report" JSONB,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "assignment_item_case_id_idx" ON "assignment_item"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_item_assignment_id_position_key" ON "assignment_item"("assignment_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_score_attempt_id_version_id_key" ON "attempt_score"("attempt_id", "version_id");

-- CreateIndex
CREATE INDEX "attempt_comment_attempt_id_created_at_idx" ON "attempt_comment"("attempt_id", "created_at");

-- CreateIndex
CREATE INDEX "dispute_case_id_idx" ON "dispute"("case_id");

-- CreateIndex
CREATE INDEX "dispute_attempt_id_idx" ON "dispute"("attempt_id");

-- CreateIndex
CREATE INDEX "dispute_reader_id_idx" ON "dispute"("reader_id");

-- CreateIndex
CREATE INDEX "notice_user_id_created_at_idx" ON "notice"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_key_key" ON "mail"("key");

-- CreateIndex
CREATE INDEX "mail_sent_at_send_after_idx" ON "mail"("sent_at", "send_after");

-- CreateIndex
CREATE INDEX "mail_user_id_idx" ON "mail"("user_id");

-- CreateIndex
CREATE INDEX "dataset_duty_user_id_idx" ON "dataset_duty"("user_id");

-- CreateIndex
CREATE INDEX "authoring_step_idx" ON "authoring"("step");

-- CreateIndex
CREATE INDEX "annotation_case_id_submitted_at_idx" ON "annotation"("case_id", "submitted_at");

-- CreateIndex
CREATE INDEX "annotation_author_id_idx" ON "annotation"("author_id");

-- CreateIndex
CREATE INDEX "upload_institution_id_created_at_idx" ON "upload"("institution_id", "created_at");

-- CreateIndex
CREATE INDEX "upload_status_idx" ON "upload"("status");

-- CreateIndex
CREATE INDEX "case_set_family_id_idx" ON "case_set"("family_id");

-- CreateIndex
CREATE INDEX "assignment_institution_id_opens_at_idx" ON "assignment"("institution_id", "opens_at");

-- CreateIndex
CREATE INDEX "attempt_assignment_id_case_id_idx" ON "attempt"("assignment_id", "case_id");

-- CreateIndex
CREATE INDEX "attempt_case_id_idx" ON "attempt"("case_id");

-- AddForeignKey
ALTER TABLE "case_set" ADD CONSTRAINT "case_set_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_set" ADD CONSTRAINT "case_set_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "case_set_family"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_set_family" ADD CONSTRAINT "case_set_family_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_item" ADD CONSTRAINT "assignment_item_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_item" ADD CONSTRAINT "assignment_item_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment_reader" ADD CONSTRAINT "assignment_reader_cohort_id_fkey" FOREIGN KEY ("cohort_id") REFERENCES "cohort"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_score" ADD CONSTRAINT "attempt_score_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_score" ADD CONSTRAINT "attempt_score_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "case_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_comment" ADD CONSTRAINT "attempt_comment_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_comment" ADD CONSTRAINT "attempt_comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "case_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_reader_id_fkey" FOREIGN KEY ("reader_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_judge_id_fkey" FOREIGN KEY ("judge_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_settled_version_id_fkey" FOREIGN KEY ("settled_version_id") REFERENCES "case_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_duty" ADD CONSTRAINT "dataset_duty_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_duty" ADD CONSTRAINT "dataset_duty_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authoring" ADD CONSTRAINT "authoring_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authoring" ADD CONSTRAINT "authoring_current_id_fkey" FOREIGN KEY ("current_id") REFERENCES "annotation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_verdict" ADD CONSTRAINT "annotation_verdict_annotation_id_fkey" FOREIGN KEY ("annotation_id") REFERENCES "annotation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "annotation_verdict" ADD CONSTRAINT "annotation_verdict_judge_id_fkey" FOREIGN KEY ("judge_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was assigned before is frozen as it stands.
INSERT INTO "assignment_item" (assignment_id, case_id, position)
SELECT a.id, i.case_id, i.position FROM "assignment" a JOIN "case_set_item" i ON i.case_set_id = a.case_set_id;
UPDATE "case_set" s SET status = 'published', published_at = CURRENT_TIMESTAMP
WHERE EXISTS (SELECT 1 FROM "assignment" a WHERE a.case_set_id = s.id);

ALTER TABLE "case_set"
  ADD CONSTRAINT "case_set_status_check" CHECK (status IN ('draft', 'published', 'archived')),
  ADD CONSTRAINT "case_set_purpose_check" CHECK (purpose IN ('practice', 'pre', 'post'));
ALTER TABLE "assignment"
  ADD CONSTRAINT "assignment_dates_check"
    CHECK ((due_at IS NULL OR due_at > opens_at) AND (closes_at IS NULL OR closes_at >= COALESCE(due_at, opens_at))),
  ADD CONSTRAINT "assignment_time_limit_check" CHECK (time_limit_minutes BETWEEN 1 AND 1440),
  ADD CONSTRAINT "assignment_attempts_check" CHECK (attempts_allowed BETWEEN 1 AND 20);
ALTER TABLE "assignment_item" ADD CONSTRAINT "assignment_item_position_check" CHECK (position >= 1);
ALTER TABLE "dispute"
  ADD CONSTRAINT "dispute_status_check" CHECK (status IN ('open', 'accepted', 'rejected', 'withdrawn')),
  ADD CONSTRAINT "dispute_decision_check"
    CHECK (status NOT IN ('accepted', 'rejected') OR (decision IS NOT NULL AND decided_at IS NOT NULL)),
  ADD CONSTRAINT "dispute_box_check"
    CHECK ((x1 IS NULL AND y1 IS NULL AND x2 IS NULL AND y2 IS NULL) OR (x1 < x2 AND y1 < y2));
-- A reader has one open dispute of an attempt at a time.
CREATE UNIQUE INDEX "dispute_open_key" ON "dispute" ("attempt_id") WHERE status = 'open';
-- Mail that waits.
CREATE INDEX "mail_waiting_idx" ON "mail" ("send_after") WHERE sent_at IS NULL;
ALTER TABLE "dataset_duty" ADD CONSTRAINT "dataset_duty_check" CHECK (duty IN ('annotator', 'checker', 'chief'));
ALTER TABLE "authoring"
  ADD CONSTRAINT "authoring_step_check" CHECK (step IN ('annotating', 'checking', 'reviewing', 'published'));
ALTER TABLE "annotation" ADD CONSTRAINT "annotation_kind_check" CHECK (kind IN ('reference', 'blind'));
ALTER TABLE "annotation_verdict"
  ADD CONSTRAINT "annotation_verdict_step_check" CHECK (step IN ('checking', 'reviewing'));
ALTER TABLE "upload"
  ADD CONSTRAINT "upload_kind_check" CHECK (kind IN ('frames', 'bundle')),
  ADD CONSTRAINT "upload_status_check" CHECK (status IN ('receiving', 'waiting', 'running', 'done', 'failed'));
