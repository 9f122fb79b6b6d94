-- AlterTable
ALTER TABLE "upload" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "options" JSONB NOT NULL DEFAULT '{}';

-- A person has one draft of a kind for a case.
CREATE UNIQUE INDEX "annotation_draft_key" ON "annotation" ("case_id", "author_id", "kind") WHERE submitted_at IS NULL;
-- Who sends something back says why.
ALTER TABLE "annotation_verdict"
  ADD CONSTRAINT "annotation_verdict_comment_check" CHECK (agrees OR comment <> '');
