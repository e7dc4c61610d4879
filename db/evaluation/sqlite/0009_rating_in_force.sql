-- The ratings of a target in a period are a chain: one that replaces none, then each replacing the one before it, once. What is in force follows from
-- that, so no row is brought up to date any more, and nothing in this database may be changed by anybody.
drop table rating_current;

create unique index rating_first on rating (period, target_id) where supersedes is null;
create unique index rating_next on rating (supersedes) where supersedes is not null;
drop index rating_by_target;
create index rating_by_chain on rating (target_id, period, log_index);

-- Every list of ratings asks whether a period is released; the row itself has the whole document in it.
create index evaluation_report_release on evaluation_report (period, log_index);

create trigger rating_replaces_one_of_its_own before insert on rating
when new.supersedes is not null and not exists (
  select 1 from rating r where r.log_index = new.supersedes and r.log_index < new.log_index and r.period = new.period and r.target_id = new.target_id)
begin select raise(abort, 'rating replaces one of the same target and period'); end;

-- Of every chain the newest.
create view rating_in_force as
select r.log_index, r.period, r.target_id, r.lead_unit, r.colour
from rating f
join rating r on r.log_index = (select max(n.log_index) from rating n where n.target_id = f.target_id and n.period = f.period)
where f.supersedes is null;
