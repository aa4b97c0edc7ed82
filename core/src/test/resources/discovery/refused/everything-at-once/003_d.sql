SELECT 1;
-- migrate:down

DO $do$ BEGIN END $d$;
