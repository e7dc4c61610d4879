using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Terminal;

/// <summary>What scripts branch on.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The request was understood and refused: by the server (4xx),
    /// or here because of what is already there.</summary>
    public const int Refused = 1;

    /// <summary>What was verified is proven not to be what was signed. Never given for want of something:
    /// that is <see cref="Impossible"/>.</summary>
    public const int Damaged = 1;

    /// <summary>The request could not be tried or finished: bad usage, unreadable or missing file, no connection,
    /// 5xx.</summary>
    public const int Impossible = 2;

    /// <summary>The code of what was found; of nothing: <see cref="Done"/>.</summary>
    public static int Of(FailureKind? worst) => worst switch
    {
        null => Done,
        FailureKind.Refused => Refused,
        FailureKind.Damaged => Damaged,
        _ => Impossible,
    };
}
