using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>A script of deploy/sqlserver as sqlcmd would send it, but for logins: a test login may make databases and
/// no more, so the users are made without any.</summary>
internal static partial class DeploymentScript
{
    /// <summary>The batches in order, for one side's database; the batch that makes logins is left out.</summary>
    public static IReadOnlyList<string> Batches(string file, string side, string database)
    {
        var lines = File.ReadLines(file).Where(l => !l.StartsWith(':')); // sqlcmd's own
        var text = string.Join('\n', lines).Replace("$(SIDE)", side, StringComparison.Ordinal)
            .Replace("$(DATABASE)", database, StringComparison.Ordinal);
        return [.. Go()
            .Split(text)
            .Where(b => !b.Contains("create login", StringComparison.Ordinal))
            .Select(b => ForLogin().Replace(b, "without login"))];
    }

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Go();

    [GeneratedRegex(@"for login \[\w+\]")]
    private static partial Regex ForLogin();
}
