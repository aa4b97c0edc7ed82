CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0);
INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at) VALUES
  ('1', '7a74b5bd7ed69bde213f1736cc294c0062b1f9334f81b6496a5c1ff922a9b46b', now(), '20250102093000_users', now() - interval '2 s'),
  ('2', 'fb3b85fc509f2a83daf8e8e481cd833e6ca8848b96fcaa714fa06eb08f167fd7', now(), '20250103093000_orders', now() - interval '1 s');
