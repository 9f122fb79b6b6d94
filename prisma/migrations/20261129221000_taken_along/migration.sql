-- Cases that are taken along to where there is no reception are a sitting of their own
ALTER TABLE "sitting"
  DROP CONSTRAINT "sitting_purpose_check",
  ADD CONSTRAINT "sitting_purpose_check" CHECK (purpose IN ('usual', 'again', 'drill', 'along'));
