-- Create "closed_tickets" view
CREATE VIEW "closed_tickets" ("id") AS SELECT id FROM tickets WHERE status = 'closed';
