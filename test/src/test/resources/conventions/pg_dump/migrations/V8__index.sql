CREATE INDEX CONCURRENTLY sale_article ON shop.sale (article_id);
