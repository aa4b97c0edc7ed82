UPDATE album SET artist = 'Ärzte' WHERE id = 1;
