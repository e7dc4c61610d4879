-- The sample of a period that is marked a second time: drawn once, before the first mark of each target in it.
create table second_mark_sample (
  period     text    not null primary key,
  log_index  integer not null references log_entry (idx)
) strict;

create table second_mark_target (
  period     text    not null references second_mark_sample (period),
  target_id  text    not null,
  class      text    not null,
  primary key (period, target_id)
) strict;

-- What the second assessor said, who could not see the rating that it stands beside.
create table second_mark (
  period        text    not null,
  target_id     text    not null,
  rating_index  integer not null references rating (log_index),
  colour        text    not null,
  kid           text    not null references assessor (kid),
  log_index     integer not null references log_entry (idx),
  primary key (period, target_id)
) strict;
create index second_mark_by_log on second_mark (log_index);

create trigger second_mark_sample_no_update before update on second_mark_sample
begin select raise(abort, 'second_mark_sample is insert-only'); end;
create trigger second_mark_sample_no_delete before delete on second_mark_sample
begin select raise(abort, 'second_mark_sample is insert-only'); end;
create trigger second_mark_target_no_update before update on second_mark_target
begin select raise(abort, 'second_mark_target is insert-only'); end;
create trigger second_mark_target_no_delete before delete on second_mark_target
begin select raise(abort, 'second_mark_target is insert-only'); end;
create trigger second_mark_no_update before update on second_mark
begin select raise(abort, 'second_mark is insert-only'); end;
create trigger second_mark_no_delete before delete on second_mark
begin select raise(abort, 'second_mark is insert-only'); end;
