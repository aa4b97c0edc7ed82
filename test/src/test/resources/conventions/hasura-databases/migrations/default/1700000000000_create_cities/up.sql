create table cities (id serial primary key, name text not null);
