-- Whether a dataset's terms allow to hand it on.
ALTER TABLE "dataset" ADD COLUMN "sharing" BOOLEAN NOT NULL DEFAULT true;
