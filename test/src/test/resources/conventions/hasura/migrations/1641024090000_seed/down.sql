DELETE FROM public.authors;
