-- The ratings of a target in a period are a chain: one that replaces none, then each replacing the one before it, once. What is in force follows from
-- that, so no row is brought up to date any more, and nothing in this database may be changed by anybody.
drop table rating_current;

create unique index rating_first on rating (period, target_id) where supersedes is null;
create unique index rating_next on rating (supersedes) where supersedes is not null;
drop index rating_by_target on rating;
create index rating_by_chain on rating (target_id, period, log_index);

-- Every list of ratings asks whether a period is released; the row itself has the whole document in it.
create index evaluation_report_release on evaluation_report (period, log_index);
GO
create trigger rating_replaces_one_of_its_own on rating after insert as
  if exists (
    select 1 from inserted i
    where i.supersedes is not null and not exists (
      select 1 from rating r where r.log_index = i.supersedes and r.log_index < i.log_index and r.period = i.period and r.target_id = i.target_id))
    throw 50001, 'rating replaces one of the same target and period', 1;
GO
-- Of every chain the newest.
create view rating_in_force as
select r.log_index, r.period, r.target_id, r.lead_unit, r.colour
from rating f
join rating r on r.log_index = (select max(n.log_index) from rating n where n.target_id = f.target_id and n.period = f.period)
where f.supersedes is null;
