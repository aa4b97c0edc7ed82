\ir migrations/deploy/hotel.sql
\ir migrations/deploy/rooms.sql
\ir migrations/deploy/guests.sql
\ir migrations/deploy/add_guest@v1.1.1.sql
\ir migrations/deploy/stays.sql
\ir migrations/deploy/add_guest.sql
\ir migrations/deploy/reports/occupancy.sql
\ir migrations/deploy/a_first_row.sql
