CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE deployments (script text PRIMARY KEY, deployed timestamptz NOT NULL DEFAULT now());
INSERT INTO deployments (script) VALUES ('001_users.sql'), ('002_orders.sql');
