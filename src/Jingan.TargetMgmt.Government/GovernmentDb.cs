using Jingan.TargetMgmt.Platform.Data;

namespace Jingan.TargetMgmt.Government;

/// <summary>The government side's database. The type is internal: no other side can ask for it.</summary>
internal sealed class GovernmentDb(DatabaseOptions options, TimeProvider clock) : Database(options, Name, clock)
{
    public const string Name = "government";
}
