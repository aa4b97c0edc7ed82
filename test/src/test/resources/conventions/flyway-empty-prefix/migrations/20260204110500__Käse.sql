INSERT INTO recipe (id, name, minutes, tags)
VALUES ('00000000-0000-0000-0000-000000000001', 'Käsespätzle', 40, '{vegetarisch}');
