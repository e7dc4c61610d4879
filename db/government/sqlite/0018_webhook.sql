-- How far into the log each webhook endpoint has been told. Nobody's fact, and not in the log.
create table webhook_position_current (
  endpoint    text    not null primary key,        -- its name in the configuration
  version     integer not null,                    -- 1, 2, 3 … with every change of the row
  next_index  integer not null                     -- entries from here on are still to be looked at
) strict;

-- What is sent to the endpoints, was sent, or could not be: written over with every attempt, never taken away.
create table webhook_message_current (
  endpoint     text    not null,
  id           text    not null,                   -- the header webhook-id
  version      integer not null,                   -- 1, 2, 3 … with every change of the row
  type         text    not null,
  body         text    not null,                   -- JSON, as it is signed and sent
  made_at      text    not null,
  until_at     text    not null,                   -- an attempt that fails from here on is the last
  attempts     integer not null,
  next_at      text    not null,                   -- of one that waits: not before
  state        text    not null,                   -- waiting, sent, dead
  last_answer  text,                               -- such as 204, 500, timeout; null before the first attempt
  primary key (endpoint, id)
) strict;
create index webhook_message_by_next on webhook_message_current (endpoint, state, next_at);
create index webhook_message_by_made on webhook_message_current (made_at, endpoint, id);

create trigger webhook_position_current_no_delete before delete on webhook_position_current
begin select raise(abort, 'webhook_position_current rows are never deleted'); end;
create trigger webhook_message_current_no_delete before delete on webhook_message_current
begin select raise(abort, 'webhook_message_current rows are never deleted'); end;
