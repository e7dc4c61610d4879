-- Evaluation reports: the bytes as issued. A row here is what releases the period's ratings, to everyone at once.
create table evaluation_report (
  period     text    not null primary key,
  year       integer not null,
  scheme     text    not null,
  document   blob    not null,
  sha256     blob    not null check (length(sha256) = 32),
  at         text    not null,                    -- yyyy-MM-ddTHH:mm:ss.fffZ
  log_index  integer not null references log_entry (idx)
) strict;

create trigger evaluation_report_no_update before update on evaluation_report
begin select raise(abort, 'evaluation_report is insert-only'); end;
create trigger evaluation_report_no_delete before delete on evaluation_report
begin select raise(abort, 'evaluation_report is insert-only'); end;
