-- What is taken back says since when and why: a case that is offered no more, a dataset that is closed to practice, a
-- picture that is gone for good. A frame's row stays without its files, so that the same picture is never taken in again.
ALTER TABLE "dataset" ADD COLUMN "closed_at" TIMESTAMPTZ(3),
  ADD COLUMN "closed_because" TEXT,
  ADD CONSTRAINT "dataset_closed_check" CHECK ((closed_at IS NULL) = (closed_because IS NULL)
    AND (closed_at IS NULL OR publication = 'draft'));

ALTER TABLE "frame" ADD COLUMN "removed_at" TIMESTAMPTZ(3),
  ADD COLUMN "removed_because" TEXT,
  ADD COLUMN "erased_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT "frame_removed_check" CHECK ((removed_at IS NULL) = (removed_because IS NULL)
    AND (erased_at IS NULL OR removed_at IS NOT NULL));

ALTER TABLE "case" ADD COLUMN "retired_at" TIMESTAMPTZ(3),
  ADD COLUMN "retired_because" TEXT,
  ADD CONSTRAINT "case_retired_check" CHECK ((retired_at IS NULL) = (retired_because IS NULL));

-- The few that are gone, asked for by each import and by the chore that clears up after a killed process.
CREATE INDEX "frame_removed_idx" ON "frame"("removed_at") WHERE "removed_at" IS NOT NULL;
