-- Whether the public page is open: every switch is a fact; the last one holds, and without one the page is closed.
create table public_page (
  version      integer not null primary key,                     -- 1, 2, 3 …
  is_open      integer not null,                                 -- 0, 1
  reason       text    not null,
  switched_by  text    not null,
  at           text    not null,
  log_index    integer not null unique references log_entry (idx)
) strict;

create trigger public_page_no_update before update on public_page
begin select raise(abort, 'public_page is insert-only'); end;
create trigger public_page_no_delete before delete on public_page
begin select raise(abort, 'public_page is insert-only'); end;
