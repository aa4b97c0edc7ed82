CREATE OR REPLACE VIEW team_banner AS SELECT 'team ${team}' AS banner;
