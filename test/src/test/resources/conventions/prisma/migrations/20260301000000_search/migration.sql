/*
  Warnings:

  - A unique constraint covering the columns `[headline]` on the table `Article` will be added. If there are existing duplicate values, this will fail.

*/
-- CreateIndex
CREATE UNIQUE INDEX "Article_headline_key" ON "Article"("headline");

-- written by hand
CREATE FUNCTION "wordCount"(a "Article") RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT jsonb_array_length(a."body" -> 'words');
$$;
