-- +migrate Up
INSERT INTO event (title, seats) VALUES ('Händel: Messias', 3);
SELECT sell(1, 'Käthe');
-- +migrate Down
DELETE FROM ticket;
DELETE FROM event;
