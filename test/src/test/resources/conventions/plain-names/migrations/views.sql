CREATE VIEW garden.thirsty AS SELECT id FROM garden.bed WHERE garden.litres(id) < square_metres * 10;
