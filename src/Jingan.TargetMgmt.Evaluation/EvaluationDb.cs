using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Evaluation;

/// <summary>The evaluator's database. The type is internal: no other side can ask for it.</summary>
internal sealed class EvaluationDb(DatabaseOptions options, TimeProvider clock) : Database(options, Name, clock)
{
    public const string Name = "evaluation";
}
