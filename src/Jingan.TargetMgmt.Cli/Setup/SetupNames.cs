using System.Net;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>Names of hosts and addresses of proxies, as people write them and as the service takes them.</summary>
internal static class SetupNames
{
    private static readonly char[] Between = [';', ',', '；', '，', '、', ' '];

    /// <summary>The single ones; whoever answers writes what they like between.</summary>
    public static IReadOnlyList<string> Split(string list) => [.. list.Split(
        Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    /// <summary>The hosts in the names of logs: these are addresses of whoever runs the service.</summary>
    public static string HostsOf(IEnumerable<string> origins) => string.Join(';', origins
        .Select(o => o.Split('/')[0].Split(':')[0]).Where(h => h.Contains('.', StringComparison.Ordinal) && IsHost(h))
        .Distinct());

    /// <summary>Whether the service would know itself by it: a name alone, without schema, port or path, as browsers
    /// send it; <c>*.</c> before it for all below it. A bare <c>*</c> would take every name.</summary>
    public static bool IsHost(string name)
    {
        var plain = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
        return name.All(char.IsAscii) && (plain.StartsWith('[')
            ? plain.EndsWith(']') && Uri.CheckHostName(plain[1..^1]) == UriHostNameType.IPv6
            : Uri.CheckHostName(plain) is UriHostNameType.Dns or UriHostNameType.IPv4);
    }

    /// <summary>An address, or a network such as <c>10.1.2.0/24</c>.</summary>
    public static bool IsProxy(string address) =>
        IPNetwork.TryParse(address, out _) || IPAddress.TryParse(address, out _);
}
