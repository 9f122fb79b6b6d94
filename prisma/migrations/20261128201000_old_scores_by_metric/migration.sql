-- An attempt may be scored anew by the same reference when the metric changes, so that it has two old scores of one
-- version.
DROP INDEX "attempt_score_attempt_id_version_id_key";
CREATE INDEX "attempt_score_attempt_id_replaced_at_idx" ON "attempt_score"("attempt_id", "replaced_at");
