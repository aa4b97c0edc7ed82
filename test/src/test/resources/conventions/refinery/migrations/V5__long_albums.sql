CREATE VIEW long_album AS SELECT * FROM album WHERE album_length(id) > 3600;
