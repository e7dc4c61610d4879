using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Evaluation.Store;

/// <summary>The evaluator's database and log. The type is internal: no other side can ask for it.</summary>
internal sealed class EvaluationDb(DatabaseOptions options, LogOptions log, TimeProvider clock, ILoggerFactory loggers)
    : SideLog(options, log, Name, EvaluationRows.Map, clock, loggers)
{
    public const string Name = "evaluation";
}
