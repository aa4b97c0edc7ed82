CREATE OR REPLACE VIEW sales_by_supplier AS
SELECT a.supplier_id, count(*) AS sales FROM shop.sale s JOIN shop.article a ON a.id = s.article_id GROUP BY 1;
