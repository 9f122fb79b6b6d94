-- How strong a reader was in each skill at the end of each sitting: what mastery is read from. Made by the server’s
-- chore, like the estimates, from the first attempt on
-- CreateTable
CREATE TABLE "sitting_strength" (
    "sitting_id" UUID NOT NULL,
    "phase" "phase" NOT NULL,
    "task" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "p" DOUBLE PRECISION NOT NULL,
    "p_from" DOUBLE PRECISION NOT NULL,
    "p_to" DOUBLE PRECISION NOT NULL,
    "answers" INTEGER NOT NULL,
    "on_new_video" BOOLEAN NOT NULL,

    CONSTRAINT "sitting_strength_pkey" PRIMARY KEY ("sitting_id","phase","task")
);

-- AddForeignKey
ALTER TABLE "sitting_strength" ADD CONSTRAINT "sitting_strength_sitting_id_fkey" FOREIGN KEY ("sitting_id") REFERENCES "sitting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "sitting_strength" ADD CONSTRAINT "sitting_strength_task_check" CHECK (task IN ('phase', 'zone'));
