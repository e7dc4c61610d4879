using Jingan.TargetMgmt.Cli.Access;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>What answers must be. Each fault is of one member, so that a question can be asked again.</summary>
internal static class AnswerRules
{
    /// <summary>The faults, by the answers' members as they stand in the file.</summary>
    public static IEnumerable<(string Member, Text Fault)> Faults(SetupAnswers answers)
    {
        if (answers.Side is not (null or SetupAnswers.Government or SetupAnswers.Evaluation))
        {
            yield return ("side", new("须为 government 或 evaluation，或不写",
                "must be government or evaluation, or left out"));
            yield break;
        }

        foreach (var side in answers.Sides)
        {
            var member = $"{side}Origin";
            if (OriginFault(answers.OriginOf(side)) is { } fault)
            {
                yield return (member, fault);
            }
            else if (side == SetupAnswers.Evaluation && answers.Side is null
                && answers.EvaluationOrigin == answers.GovernmentOrigin)
            {
                yield return (member, new("两个日志须有不同的名称", "the two logs must have different names"));
            }
        }

        foreach (var fault in OfDatabase(answers).Concat(OfFolders(answers)).Concat(OfAccess(answers)))
        {
            yield return fault;
        }

        if (!Uri.TryCreate(answers.Address, UriKind.Absolute, out var address)
            || address is not { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "" })
        {
            yield return ("address", new("须为 http://主机:端口", "must look like http://host:port"));
        }

        foreach (var fault in OfDoors(answers))
        {
            yield return fault;
        }

        if (answers.Environment is not ("Production" or "Staging"))
        {
            yield return ("environment", new("须为 Production 或 Staging", "must be Production or Staging"));
        }

        if (answers.Side is not null && !IsOtherSide(answers.OtherSideUrl))
        {
            yield return ("otherSideUrl", new("须为另一侧的 https 地址（本机可用 http）",
                "must be the https address of the other side (http on this machine)"));
        }
    }

    private static Text? OriginFault(string origin) =>
        origin.Length == 0 ? new("须给日志定名，如 targets.example.gov.cn/government，终身不变",
            "the log needs a name, such as targets.example.gov.cn/government, for its whole life")
        : origin.Contains("://", StringComparison.Ordinal) || origin.Contains('+', StringComparison.Ordinal)
            || origin.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? new("须为不带 http:// 的网址，不含空白或“+”", "must be a URL without schema, spaces and \"+\"")
        : origin.StartsWith("targetmgmt.localhost", StringComparison.Ordinal)
            ? new("targetmgmt.localhost 只用于开发环境", "targetmgmt.localhost is for Development only")
        : null;

    private static IEnumerable<(string, Text)> OfDatabase(SetupAnswers answers)
    {
        if (answers.Engine is not (SetupAnswers.Sqlite or "sqlserver"))
        {
            yield return ("engine", new("须为 sqlite 或 sqlserver", "must be sqlite or sqlserver"));
        }
        else if (answers.Engine != SetupAnswers.Sqlite)
        {
            foreach (var side in answers.Sides.Where(s => !File.Exists(answers.ConnectionFileOf(s))))
            {
                yield return ($"{side}ConnectionFile", new("须为存有连接字符串的文件",
                    "must be a file with the connection string"));
            }
        }
    }

    private static IEnumerable<(string, Text)> OfFolders(SetupAnswers answers)
    {
        foreach (var (member, folder) in (IEnumerable<(string, string)>)[
            ("storage", answers.Storage), ("keys", answers.KeyFolder), ("evidence", answers.EvidenceFolder),
            ("highWater", answers.HighWaterFolder), ("otherSideTokenFile", answers.FactsTokenFile)])
        {
            if (!Path.IsPathFullyQualified(folder))
            {
                yield return (member, new("须为绝对路径", "must be an absolute path"));
            }
        }
    }

    private static IEnumerable<(string, Text)> OfDoors(SetupAnswers answers)
    {
        if (answers.HostNames.FirstOrDefault(h => !SetupNames.IsHost(h)) is { } host)
        {
            yield return ("hosts", new(
                $"{host} 须只是名称，如 targets.example.gov.cn，不带 https://、端口和路径（中文域名写作 xn--…）",
                $"{host} must be a name alone, such as targets.example.gov.cn, without https://, port and path (other "
                    + "than ASCII as xn--…)"));
        }

        if (answers.ProxyAddresses.FirstOrDefault(p => !SetupNames.IsProxy(p)) is { } proxy)
        {
            yield return ("proxies", new($"{proxy} 须为 IP 地址，或 10.1.2.0/24 这样的网段",
                $"{proxy} must be an IP address, or a network such as 10.1.2.0/24"));
        }
    }

    private static IEnumerable<(string, Text)> OfAccess(SetupAnswers answers)
    {
        if (answers.Days is < 1 or > HolderOptions.LongestDays)
        {
            yield return ("days", new($"须为 1 到 {HolderOptions.LongestDays} 的整数",
                $"must be from 1 to {HolderOptions.LongestDays}"));
        }

        var people = FirstAccess.Lines(answers, "2099-01-01T00:00:00.000Z");
        foreach (var (token, reason) in AccessTokenFile.Sort(people).Refused)
        {
            yield return (token.Role, new($"持有人 {token.Name}：{reason.Zh}", $"holder {token.Name}: {reason.En}"));
        }
    }

    private static bool IsOtherSide(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var other) && other is { UserInfo: "", Query: "", Fragment: "" }
        && (other.Scheme == Uri.UriSchemeHttps || (other.Scheme == Uri.UriSchemeHttp && other.IsLoopback));
}
