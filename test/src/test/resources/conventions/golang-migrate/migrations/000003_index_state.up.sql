CREATE INDEX CONCURRENTLY IF NOT EXISTS parcel_state_idx ON parcel (state)
