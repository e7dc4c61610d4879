namespace Jingan.TargetMgmt.Log.Checking;

/// <summary>When the first round over what is stored begins. The program says so, and no setting: whoever could put it
/// off could hide what it finds.</summary>
public sealed class FirstRoundTime
{
    /// <summary>How long after the start; at once unless told.</summary>
    public TimeSpan AfterStart { get; set; }
}
