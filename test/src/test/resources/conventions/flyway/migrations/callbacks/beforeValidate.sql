CREATE TABLE never_made ();
