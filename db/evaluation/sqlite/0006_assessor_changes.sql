-- From log_index on the key no longer counts: its owner has another one. A person is the chain of keys in which each replaced the one before,
-- named by the first of them.
create table assessor_replacement (
  kid        text    not null primary key references assessor (kid),
  successor  text    not null unique references assessor (kid),
  person     text    not null references assessor (kid),
  log_index  integer not null references log_entry (idx)
) strict;

-- From log_index on the key no longer counts. compromised_since only informs: nothing is retroactive.
create table assessor_revocation (
  kid                text    not null primary key references assessor (kid),
  reason             text    not null,
  compromised_since  text,                        -- yyyy-MM-ddTHH:mm:ss.fffZ
  log_index          integer not null references log_entry (idx)
) strict;

-- Conflicts of interest, declared and ended: the newest row of a person and unit counts.
create table assessor_conflict (
  log_index  integer not null primary key references log_entry (idx),
  person     text    not null references assessor (kid),
  unit       text    not null,
  ended      integer not null,
  kid        text    not null references assessor (kid),
  reason     text    not null
) strict;
create index assessor_conflict_by_person on assessor_conflict (person, log_index);

create trigger assessor_replacement_no_update before update on assessor_replacement
begin select raise(abort, 'assessor_replacement is insert-only'); end;
create trigger assessor_replacement_no_delete before delete on assessor_replacement
begin select raise(abort, 'assessor_replacement is insert-only'); end;
create trigger assessor_revocation_no_update before update on assessor_revocation
begin select raise(abort, 'assessor_revocation is insert-only'); end;
create trigger assessor_revocation_no_delete before delete on assessor_revocation
begin select raise(abort, 'assessor_revocation is insert-only'); end;
create trigger assessor_conflict_no_update before update on assessor_conflict
begin select raise(abort, 'assessor_conflict is insert-only'); end;
create trigger assessor_conflict_no_delete before delete on assessor_conflict
begin select raise(abort, 'assessor_conflict is insert-only'); end;
