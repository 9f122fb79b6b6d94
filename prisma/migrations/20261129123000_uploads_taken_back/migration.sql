-- When what an upload brought was taken back. Of those from before, the trail knows it.
ALTER TABLE "upload" ADD COLUMN "taken_back_at" TIMESTAMPTZ(3);
UPDATE "upload" u SET "taken_back_at" = e."at" FROM "audit_event" e
  WHERE e."institution_id" = u."institution_id" AND e."action" = 'dataset.take-back-import'
    AND e."action" NOT IN ('attempt.lock', 'attempt.zone') AND e."detail"->>'import' = u."id"::text;
