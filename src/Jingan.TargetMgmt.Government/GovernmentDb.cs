using Jingan.TargetMgmt.Platform.Data;
using Jingan.TargetMgmt.Platform.Data.Checking;
using Jingan.TargetMgmt.Platform.Data.Log;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Government;

/// <summary>The government side's database. The type is internal: no other side can ask for it.</summary>
internal sealed class GovernmentDb(DatabaseOptions options, LogOptions log, TimeProvider clock, ILoggerFactory loggers) : Database(options, log, Name, clock, loggers)
{
    public const string Name = "government";

    public override RowMap Rows => GovernmentRows.Map;
}
