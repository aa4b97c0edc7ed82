CREATE TABLE later ();
