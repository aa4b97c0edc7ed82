\ir migrations/V1__create_albums.sql
\ir migrations/U2__create_tracks.sql
\ir migrations/V3__album_length.sql
\ir migrations/U4__seed.sql
\ir migrations/V5__long_albums.sql
\ir migrations/V6__index.sql
\ir migrations/V10__artist.sql
\ir migrations/U11__artist_seed.sql
