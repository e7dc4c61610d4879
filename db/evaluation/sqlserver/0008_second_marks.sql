-- The sample of a period that is marked a second time: drawn once, before the first mark of each target in it.
create table second_mark_sample (
  period     nvarchar(7) collate Latin1_General_100_BIN2 not null constraint pk_second_mark_sample primary key,
  log_index  bigint      not null constraint fk_second_mark_sample_log_index references log_entry (idx)
);

create table second_mark_target (
  period     nvarchar(7)   collate Latin1_General_100_BIN2 not null constraint fk_second_mark_target_period references second_mark_sample (period),
  target_id  nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  class      nvarchar(200) collate Latin1_General_100_BIN2 not null,
  constraint pk_second_mark_target primary key (period, target_id)
);

-- What the second assessor said, who could not see the rating that it stands beside.
create table second_mark (
  period        nvarchar(7)   collate Latin1_General_100_BIN2 not null,
  target_id     nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  rating_index  bigint        not null constraint fk_second_mark_rating_index references rating (log_index),
  colour        nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  kid           nvarchar(128) collate Latin1_General_100_BIN2 not null constraint fk_second_mark_kid references assessor (kid),
  log_index     bigint        not null constraint fk_second_mark_log_index references log_entry (idx),
  constraint pk_second_mark primary key (period, target_id)
);
create index second_mark_by_log on second_mark (log_index);
GO
create trigger second_mark_sample_insert_only on second_mark_sample instead of update, delete as
  throw 50001, 'second_mark_sample is insert-only', 1;
GO
create trigger second_mark_target_insert_only on second_mark_target instead of update, delete as
  throw 50001, 'second_mark_target is insert-only', 1;
GO
create trigger second_mark_insert_only on second_mark instead of update, delete as
  throw 50001, 'second_mark is insert-only', 1;
