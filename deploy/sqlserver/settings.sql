-- Settings of one side's database; run once per side by an administrator, after logins.sql and before the service starts. Again: changes nothing.
--   sqlcmd -b -i settings.sql   with DATABASE in the environment
-- Collation: whatever the server has. Every text that is compared or in a key carries its own (Latin1_General_100_BIN2), all text is nvarchar.
:on error exit
-- Readers do not wait for the writer, and the writer not for them. Nobody else may be connected for this one: NO_WAIT says so instead of waiting,
-- and is reached only while the setting is still off.
if exists (select 1 from sys.databases where name = N'$(DATABASE)' and is_read_committed_snapshot_on = 0)
  alter database [$(DATABASE)] set read_committed_snapshot on with no_wait;
-- Lists and reports read in one snapshot transaction; sp_verify_database_ledger does too.
alter database [$(DATABASE)] set allow_snapshot_isolation on;
-- Back to any moment, provided that the log is backed up as well: without log backups it grows until the disk is full (error 9002).
alter database [$(DATABASE)] set recovery full;
alter database [$(DATABASE)] set page_verify checksum;
-- Express switches it on: every first connection after a pause would open the database anew.
alter database [$(DATABASE)] set auto_close off;
alter database [$(DATABASE)] set auto_shrink off;
