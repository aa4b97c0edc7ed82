CREATE TABLE supplier (
  id   integer PRIMARY KEY,
  name text NOT NULL,
  since date
);

COPY supplier (id, name, since) FROM stdin;
1	Meier & Söhne	2001-05-30
2	\N is no name; it is a name	\N
3	ends with a backslash \\	1999-12-31
\.

CREATE INDEX supplier_name ON supplier (name);
