ALTER TABLE "dishes" ADD PRIMARY KEY ("menu_id", "name");
