INSERT INTO public.authors (name) VALUES ('Čapek'), ('Undset');
