DROP TABLE shop.empty;
