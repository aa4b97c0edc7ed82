DROP VIEW newest_episode;
