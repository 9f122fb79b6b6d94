-- When a frame is shown in its recording, and the silent seconds that end at it
-- AlterTable
ALTER TABLE "case" ADD COLUMN     "clip_id" UUID,
ADD COLUMN     "time_us" BIGINT;
-- CreateTable
CREATE TABLE "clip" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "sha256" TEXT NOT NULL,
    "frame_id" UUID,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),
    CONSTRAINT "clip_pkey" PRIMARY KEY ("id")
);
-- CreateIndex
CREATE INDEX "clip_frame_id_idx" ON "clip"("frame_id");
-- CreateIndex
CREATE UNIQUE INDEX "clip_sha256_frame_id_key" ON "clip"("sha256", "frame_id");
-- CreateIndex
CREATE INDEX "case_clip_id_idx" ON "case"("clip_id");
-- AddForeignKey
ALTER TABLE "clip" ADD CONSTRAINT "clip_frame_id_fkey" FOREIGN KEY ("frame_id") REFERENCES "frame"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- AddForeignKey
ALTER TABLE "case" ADD CONSTRAINT "case_clip_id_fkey" FOREIGN KEY ("clip_id") REFERENCES "clip"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "clip" ADD CONSTRAINT "clip_type_check" CHECK (type IN ('mp4', 'webm'));
ALTER TABLE "case" ADD CONSTRAINT "case_time_us_check" CHECK (time_us >= 0);
