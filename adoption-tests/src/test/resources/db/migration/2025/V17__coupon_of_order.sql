ALTER TABLE orders ADD COLUMN coupon text REFERENCES coupons;
