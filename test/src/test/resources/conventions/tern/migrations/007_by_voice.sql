create view by_voice as select voice, count(*) as singers from singers group by voice;

---- create above / drop below ----

drop view by_voice;
