UPDATE team SET stadium = 'unbekannt';
ALTER TABLE team ALTER COLUMN stadium SET NOT NULL;
