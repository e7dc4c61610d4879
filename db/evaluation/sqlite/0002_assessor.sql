-- Assessors' public keys. The key itself is in the log entry and here, for verifying.
create table assessor (
  kid         text    not null primary key,
  name        text    not null,
  public_key  text    not null,                   -- JWK
  thumbprint  text    not null unique,            -- RFC 7638
  log_index   integer not null references log_entry (idx)
) strict;

create trigger assessor_no_update before update on assessor
begin select raise(abort, 'assessor is insert-only'); end;
create trigger assessor_no_delete before delete on assessor
begin select raise(abort, 'assessor is insert-only'); end;
