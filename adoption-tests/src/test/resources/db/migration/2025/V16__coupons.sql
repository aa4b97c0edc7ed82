CREATE TABLE coupons (code text PRIMARY KEY, percent integer NOT NULL);
