CREATE INDEX track_seconds ON track (seconds);
