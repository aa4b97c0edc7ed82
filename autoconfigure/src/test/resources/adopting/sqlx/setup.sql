CREATE TABLE users (id bigint PRIMARY KEY, name text);
CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on TIMESTAMPTZ NOT NULL DEFAULT now(),
  success BOOLEAN NOT NULL, checksum BYTEA NOT NULL, execution_time BIGINT NOT NULL);
INSERT INTO _sqlx_migrations VALUES
  (20250102093000, 'users', DEFAULT, true, decode('5784a787ee95f396ceef3eead1b7b61ef9825d49071a34f74f66be1c9224a472ea74f907143df01a94e01668af502c5a', 'hex'), 4100000),
  (20250103093000, 'orders', DEFAULT, true, decode('d0234f3070e9b351274fd7201f6c91dd16f1aa888cea7958daab53fe7a0a8771a1dd886774b65c3c0e19a47b9ed23e19', 'hex'), 3900000);
