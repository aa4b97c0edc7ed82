SELECT
  'open