CREATE INDEX CONCURRENTLY watering_at ON garden.watering (at);
