INSERT INTO hive VALUES (1, 'Königin I');
