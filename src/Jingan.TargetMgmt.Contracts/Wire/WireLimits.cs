namespace Jingan.TargetMgmt.Contracts.Wire;

/// <summary>How long what goes over the wire may be.</summary>
public static class WireLimits
{
    /// <summary>The largest body that any route takes, in bytes.</summary>
    public const int MaxBody = 1_048_576;

    /// <summary>The largest batch of reports: a unit's year in one workbook fits in.</summary>
    public const int MaxBatch = 4 * MaxBody;

    /// <summary>Why a body is not taken.</summary>
    /// <param name="most">How many bytes it may have.</param>
    public static Text TooLarge(long most) => new(
        $"请求内容不得超过 {InWords(most)}；请分批提交或缩短文字。",
        $"A body may have {InWords(most)} at most here; send it in parts, or shorten the texts.");

    private static string InWords(long bytes) => bytes >= MaxBody ? $"{bytes / MaxBody} MB" : $"{bytes / 1024} KB";
}
