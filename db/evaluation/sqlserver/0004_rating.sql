-- Ratings: what was signed is in the log entry; here stand only what lists filter by and where the entry is.
create table rating (
  log_index   bigint       not null constraint pk_rating primary key constraint fk_rating_log_index references log_entry (idx),
  target_id   nvarchar(32) collate Latin1_General_100_BIN2 not null,
  period      nvarchar(7)  collate Latin1_General_100_BIN2 not null,
  lead_unit   nvarchar(32) collate Latin1_General_100_BIN2 not null,
  colour      nvarchar(32) collate Latin1_General_100_BIN2 not null,
  supersedes  bigint       constraint fk_rating_supersedes references log_entry (idx)
);
create index rating_by_target on rating (target_id, log_index);

-- The rating in force for each target and period.
create table rating_current (
  target_id   nvarchar(32) collate Latin1_General_100_BIN2 not null,
  period      nvarchar(7)  collate Latin1_General_100_BIN2 not null,
  year        bigint       not null,
  log_index   bigint       not null constraint fk_rating_current_log_index references rating (log_index),
  constraint pk_rating_current primary key (target_id, period)
);
create index rating_current_by_period on rating_current (period, target_id);
create index rating_current_by_year on rating_current (year, period, target_id);
GO
create trigger rating_insert_only on rating instead of update, delete as
  throw 50001, 'rating is insert-only', 1;
GO
create trigger rating_current_no_delete on rating_current instead of delete as
  throw 50001, 'rating_current rows are never deleted', 1;
