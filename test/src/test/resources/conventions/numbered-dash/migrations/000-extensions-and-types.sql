CREATE TYPE medal AS ENUM ('gold', 'silver', 'bronze');
