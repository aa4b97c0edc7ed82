create table tag (article_id integer references shop.article, tag text, primary key (article_id, tag));
copy tag from stdin;
1	küche
2	küche
2	größe
\.
