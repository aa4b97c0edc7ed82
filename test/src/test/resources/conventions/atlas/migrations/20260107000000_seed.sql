INSERT INTO "tickets" ("title") VALUES ('Der Drucker spuckt Ümlaute; warum?');
