\ir migrations/B4__vehicles_and_drivers.sql
\ir migrations/V5__trips.sql
\ir migrations/V5_1__kilometres.sql
\ir migrations/V6__longest_trip.sql
\ir migrations/R__drivers_of_today.sql
