-- CreateTable
CREATE TABLE "Article" (
    "id" UUID NOT NULL,
    "headline" VARCHAR(200) NOT NULL,
    "body" JSONB NOT NULL DEFAULT '{}',
    "authorId" INTEGER NOT NULL,

    CONSTRAINT "Article_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "Article" ADD CONSTRAINT "Article_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
