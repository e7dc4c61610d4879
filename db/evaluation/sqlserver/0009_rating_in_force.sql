-- The ratings of a target in a period are a chain: one that replaces none, then each replacing the one before it, once. What is in force follows from
-- that, so no row is brought up to date any more, and nothing in this database may be changed by anybody.
drop table rating_current;

create unique index rating_first on rating (period, target_id) where supersedes is null;
create unique index rating_next on rating (supersedes) where supersedes is not null;
create index rating_by_period on rating (period, target_id, log_index);
GO
create trigger rating_replaces_one_of_its_own on rating after insert as
  if exists (
    select 1 from inserted i
    where i.supersedes is not null and not exists (
      select 1 from rating r where r.log_index = i.supersedes and r.log_index < i.log_index and r.period = i.period and r.target_id = i.target_id))
    throw 50001, 'rating replaces one of the same target and period', 1;
GO
create view rating_in_force as
select r.log_index, r.period, r.target_id, r.lead_unit, r.colour
from rating r
where not exists (select 1 from rating n where n.supersedes = r.log_index and n.supersedes is not null);
