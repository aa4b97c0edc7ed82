\ir migrations/001.do.sql
\ir migrations/002.do.episodes.sql
\ir migrations/003.do.newest-episodes.sql
\ir migrations/004.do.seed_podcasts.sql
\ir migrations/010.do.numbering.sql
