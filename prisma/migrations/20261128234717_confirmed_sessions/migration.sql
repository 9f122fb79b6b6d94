-- What concerns people's accounts and data asks for the password again.
-- AlterTable
ALTER TABLE "session" ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3);
