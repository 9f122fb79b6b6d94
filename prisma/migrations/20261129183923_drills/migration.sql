-- A case may come because its kind of miss is drilled
ALTER TABLE "sitting_case"
  DROP CONSTRAINT "sitting_case_why_check",
  ADD CONSTRAINT "sitting_case_why_check" CHECK (why IN ('due', 'drill', 'new', 'repetition'));
