INSERT INTO account (id, iban) VALUES ('5f0c2a5e-0000-4000-8000-000000000001', 'DE00');
INSERT INTO booking (account_id, amount, purpose) VALUES ('5f0c2a5e-0000-4000-8000-000000000001', 12.50, 'Eröffnung');
