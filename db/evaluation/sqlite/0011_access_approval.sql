-- An evaluator's token counts only with the signature of an assessor's key in force: the entry holds it.
create table access_approval (
  term       integer not null primary key references access_term (log_index),
  kid        text    not null references assessor (kid),
  log_index  integer not null unique references log_entry (idx)
) strict;

create trigger access_approval_no_update before update on access_approval
begin select raise(abort, 'access_approval is insert-only'); end;
create trigger access_approval_no_delete before delete on access_approval
begin select raise(abort, 'access_approval is insert-only'); end;
