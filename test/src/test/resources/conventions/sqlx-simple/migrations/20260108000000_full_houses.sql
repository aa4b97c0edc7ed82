create view full_house as
select s.* from screening s join hall h on h.id = s.hall_id where s.sold >= h.seats;
