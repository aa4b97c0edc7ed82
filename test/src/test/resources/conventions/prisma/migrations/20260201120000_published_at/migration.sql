-- AlterTable
ALTER TABLE "Article" ADD COLUMN     "publishedAt" TIMESTAMPTZ(6);
