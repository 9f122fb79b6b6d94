-- A dataset may ask for a second judge, or one of its chiefs, before a question changes a reference: until then, what the
-- first one would do waits with the question. And what was accepted can be taken back.
ALTER TABLE "dataset" ADD COLUMN "agreement" TEXT NOT NULL DEFAULT 'one',
  ADD CONSTRAINT "dataset_agreement_check" CHECK (agreement IN ('one', 'second', 'chief'));

ALTER TABLE "dispute" ADD COLUMN "proposal" JSONB,
  ADD COLUMN "proposer_id" UUID,
  ADD COLUMN "proposed_at" TIMESTAMPTZ(3),
  ADD COLUMN "undone_at" TIMESTAMPTZ(3),
  ADD COLUMN "undone_because" TEXT,
  ADD COLUMN "undoer_id" UUID,
  ADD COLUMN "undone_version_id" UUID,
  ADD CONSTRAINT "dispute_proposal_check" CHECK (
    (proposal IS NULL) = (proposer_id IS NULL) AND (proposal IS NULL) = (proposed_at IS NULL)
  ),
  ADD CONSTRAINT "dispute_undone_check" CHECK (
    (undone_at IS NULL) = (undone_because IS NULL) AND (undone_at IS NULL) = (undoer_id IS NULL)
    AND (undone_at IS NULL) = (undone_version_id IS NULL) AND (undone_at IS NULL OR status = 'accepted')
  );
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_proposer_id_fkey" FOREIGN KEY ("proposer_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_undoer_id_fkey" FOREIGN KEY ("undoer_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_undone_version_id_fkey" FOREIGN KEY ("undone_version_id") REFERENCES "case_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
