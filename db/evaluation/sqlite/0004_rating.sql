-- Ratings: what was signed is in the log entry; here stand only what lists filter by and where the entry is.
create table rating (
  log_index   integer not null primary key references log_entry (idx),
  target_id   text    not null,
  period      text    not null,
  lead_unit   text    not null,
  colour      text    not null,
  supersedes  integer references log_entry (idx)
) strict;
create index rating_by_target on rating (target_id, log_index);

-- The rating in force for each target and period.
create table rating_current (
  target_id   text    not null,
  period      text    not null,
  year        integer not null,
  log_index   integer not null references rating (log_index),
  primary key (target_id, period)
) strict;
create index rating_current_by_period on rating_current (period, target_id);
create index rating_current_by_year on rating_current (year, period, target_id);

create trigger rating_no_update before update on rating
begin select raise(abort, 'rating is insert-only'); end;
create trigger rating_no_delete before delete on rating
begin select raise(abort, 'rating is insert-only'); end;
create trigger rating_current_no_delete before delete on rating_current
begin select raise(abort, 'rating_current rows are never deleted'); end;
