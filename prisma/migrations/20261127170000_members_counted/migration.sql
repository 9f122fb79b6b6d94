-- The program's page counts who is in each cohort. Nearly all who are in one are residents with an open account: they are
-- counted by these indexes alone, and the few others are looked up and taken off.
CREATE INDEX "membership_open_cohort_idx" ON "membership"("cohort_id") WHERE "left_at" IS NULL;
CREATE INDEX "user_resident_idx" ON "user"("institution_id") WHERE "role" = 'resident' AND "deactivated_at" IS NULL;
CREATE INDEX "user_no_resident_idx" ON "user"("institution_id") WHERE "role" <> 'resident' OR "deactivated_at" IS NOT NULL;
