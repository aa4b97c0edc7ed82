create table "public"."members" (
    "club_id" bigint not null references public.clubs,
    "user_id" uuid not null,
    "joined_at" timestamp with time zone not null default now()
);


alter table "public"."members" enable row level security;

CREATE UNIQUE INDEX members_pkey ON public.members USING btree (club_id, user_id);

alter table "public"."members" add constraint "members_pkey" PRIMARY KEY using index "members_pkey";
