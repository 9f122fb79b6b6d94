-- What must not be touched in a case's frame: part of its reference, of an annotation, of a blind reading.
ALTER TABLE "case_version" ADD COLUMN "no_go" JSONB NOT NULL DEFAULT '[]';
ALTER TABLE "annotation" ADD COLUMN "no_go" JSONB NOT NULL DEFAULT '[]';

-- The share of a zone that lies on it.
ALTER TABLE "attempt" ADD COLUMN "contact" DOUBLE PRECISION;
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_contact_check" CHECK ("contact" BETWEEN 0 AND 1) NOT VALID;
ALTER TABLE "attempt" VALIDATE CONSTRAINT "attempt_contact_check";
ALTER TABLE "attempt_score" ADD COLUMN "contact" DOUBLE PRECISION;

-- Whether those who read a case of it blind draw what must not be touched as well.
ALTER TABLE "dataset" ADD COLUMN "blind_no_go" BOOLEAN NOT NULL DEFAULT false;

-- Kept figures have contact from version 3 on. Where nobody has answered yet there are none, and nothing is to be made anew.
UPDATE "figures_state" SET "version" = 3 WHERE NOT EXISTS (SELECT 1 FROM "attempt");
