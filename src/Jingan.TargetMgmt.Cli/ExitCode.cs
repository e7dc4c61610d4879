namespace Jingan.TargetMgmt.Cli;

/// <summary>What scripts branch on.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The request was understood and refused: by the server (4xx), or here because of what is already there.</summary>
    public const int Refused = 1;

    /// <summary>It could not be tried or finished: bad usage, unreadable file, no connection, 5xx.</summary>
    public const int Impossible = 2;
}
