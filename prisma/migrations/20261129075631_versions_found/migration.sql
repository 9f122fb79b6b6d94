-- A version is deleted with the import that made it: whether an answer refers to it is found by these.
-- CreateIndex
CREATE INDEX "attempt_version_id_idx" ON "attempt"("version_id");

-- CreateIndex
CREATE INDEX "attempt_score_version_id_idx" ON "attempt_score"("version_id");
