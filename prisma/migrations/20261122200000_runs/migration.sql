-- AlterTable
ALTER TABLE "model_run" ADD COLUMN     "finished_at" TIMESTAMPTZ(3),
ADD COLUMN     "server" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "shown" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "started_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "prediction" ADD COLUMN     "samples" JSONB;
