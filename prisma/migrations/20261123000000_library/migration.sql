-- Full-text search in rationales: the words of all four parts (lib/services/library/rationale-text.ts).
CREATE INDEX "case_version_rationale_idx" ON "case_version"
  USING GIN (to_tsvector('english', location || ' ' || exposure || ' ' || next_action || ' ' || critical_risk));
-- Cases whose reference is questioned now.
CREATE INDEX "dispute_open_case_idx" ON "dispute" ("case_id") WHERE status = 'open';
-- Where a family's sets stand.
CREATE INDEX "case_set_institution_id_idx" ON "case_set" ("institution_id", "updated_at");
