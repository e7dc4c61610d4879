-- How far into the log each webhook endpoint has been told. Nobody's fact, and not in the log.
create table webhook_position_current (
  endpoint    nvarchar(32) collate Latin1_General_100_BIN2 not null constraint pk_webhook_position_current primary key,  -- its name in the configuration
  version     bigint                                       not null,  -- 1, 2, 3 … with every change of the row
  next_index  bigint                                       not null   -- entries from here on are still to be looked at
);

-- What is sent to the endpoints, was sent, or could not be: written over with every attempt, never taken away.
create table webhook_message_current (
  endpoint     nvarchar(32)  collate Latin1_General_100_BIN2 not null,
  id           nvarchar(80)  collate Latin1_General_100_BIN2 not null,  -- the header webhook-id
  version      bigint                                        not null,  -- 1, 2, 3 … with every change of the row
  type         nvarchar(64)  collate Latin1_General_100_BIN2 not null,
  body         nvarchar(max) collate Latin1_General_100_BIN2 not null,  -- JSON, as it is signed and sent
  made_at      nvarchar(24)  collate Latin1_General_100_BIN2 not null,
  until_at     nvarchar(24)  collate Latin1_General_100_BIN2 not null,  -- an attempt that fails from here on is the last
  attempts     bigint                                        not null,
  next_at      nvarchar(24)  collate Latin1_General_100_BIN2 not null,  -- of one that waits: not before
  state        nvarchar(7)   collate Latin1_General_100_BIN2 not null,  -- waiting, sent, dead
  last_answer  nvarchar(64)  collate Latin1_General_100_BIN2,           -- such as 204, 500, timeout; null before the first attempt
  constraint pk_webhook_message_current primary key (endpoint, id)
);
create index webhook_message_by_next on webhook_message_current (endpoint, state, next_at);
create index webhook_message_by_made on webhook_message_current (made_at, endpoint, id);
GO
create trigger webhook_position_current_no_delete on webhook_position_current instead of delete as
  throw 50001, 'webhook_position_current rows are never deleted', 1;
GO
create trigger webhook_message_current_no_delete on webhook_message_current instead of delete as
  throw 50001, 'webhook_message_current rows are never deleted', 1;
