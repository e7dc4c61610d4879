-- What was written since the last log backup; every quarter of an hour or so, after a first full backup. It also keeps the log file from growing.
--   sqlcmd -b -i backup-log.sql   with DATABASE in the environment
:on error exit
declare @file nvarchar(400) = concat(N'$(DATABASE)-', replace(convert(nvarchar(19), sysutcdatetime(), 126), N':', N''), N'Z.trn');
backup log [$(DATABASE)] to disk = @file with checksum;
