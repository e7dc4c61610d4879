using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>How something stands. A warning is for soon, a fault for now.</summary>
internal enum FindingState
{
    Ok,
    Warn,
    Fault,
}

/// <summary>One thing that <c>jtm doctor</c> has looked at.</summary>
/// <param name="Check">What was looked at: a code for programs, of a side with its name behind it.</param>
/// <param name="State">How it stands.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do; null where nothing is to be done.</param>
internal sealed record Finding(string Check, FindingState State, Text Found, Text? Advice)
{
    public static Finding Ok(string check, Text found) => new(check, FindingState.Ok, found, null);

    public static Finding Warn(string check, Text found, Text advice) => new(check, FindingState.Warn, found, advice);

    public static Finding Fault(string check, Text found, Text advice) => new(check, FindingState.Fault, found, advice);

    public static Text WordOf(FindingState state) => state switch
    {
        FindingState.Ok => new("正常", "ok"),
        FindingState.Warn => new("注意", "warn"),
        _ => new("故障", "fault"),
    };
}
