using System.Diagnostics;
using Jingan.TargetMgmt.Log.Store;

namespace Jingan.TargetMgmt.Log.Measuring;

/// <summary>A write's stay in the queue and its transaction, as a span of the request that it belongs to. There is none
/// while nobody listens.</summary>
public static class LogTracing
{
    public const string Name = "Jingan.TargetMgmt.Log";

    /// <summary>The attributes a span has.</summary>
    public static readonly IReadOnlyList<string> Tags =
        [LogMeter.SideTag, "jingan.log.units", "jingan.log.outcome", "jingan.log.wait", "jingan.log.size"];

    private static readonly ActivitySource Source = new(Name);

    internal static bool IsOn => Source.HasListeners();

    internal static Activity? Start(string side, int units)
    {
        var span = Source.StartActivity("commit");
        return span?.SetTag(Tags[0], side).SetTag(Tags[1], units);
    }

    internal static void End(Activity? span, CommitOutcome outcome, TimeSpan waited) => span?
        .SetTag(Tags[2], outcome switch
        {
            { IsConflict: true } => "conflict",
            { IsBusy: true } => "busy",
            { Doubt: not null } => "readOnly",
            { Late: not null } => "clockBehind",
            _ => "stored",
        })
        .SetTag(Tags[3], waited.TotalSeconds)
        .SetTag(Tags[4], outcome.Receipts is [.., var last] ? last.CheckpointSize : null);

    internal static void Fail(Activity? span) => span?.SetTag(Tags[2], "failed").SetStatus(ActivityStatusCode.Error);
}
