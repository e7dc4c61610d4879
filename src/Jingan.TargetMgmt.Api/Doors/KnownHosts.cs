using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Primitives;

namespace Jingan.TargetMgmt.Api.Doors;

/// <summary>The names that this service answers to: this machine's own, those it was told to listen at, and those of
/// <c>AllowedHosts</c>. A page that somebody else's name leads here (DNS rebinding), or a link that was made with such
/// a name, gets nothing.</summary>
internal static class KnownHosts
{
    public const string Setting = "AllowedHosts";

    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public static bool IsLoopback(HostString host) => Loopback.Contains(host.Host, StringComparer.OrdinalIgnoreCase);

    /// <summary>The framework reads the same setting, and would refuse without a problem and without headers.</summary>
    public static void AddKnownHosts(this IServiceCollection services) =>
        services.Configure<HostFilteringOptions>(o => o.AllowedHosts = ["*"]);

    /// <summary>Refuses what is sent to another name.</summary>
    public static void UseKnownHosts(this WebApplication app)
    {
        var known = Of(app.Configuration);
        app.Use((http, next) => IsKnown(http.Request.Host, known) ? next(http) : Refusal(http).ExecuteAsync(http));
    }

    private static List<StringSegment> Of(IConfiguration configuration) =>
    [
        .. Loopback.Select(h => new StringSegment(h)),
        .. Split(configuration[Setting]).Select(h => new StringSegment(h)),
        .. Split(configuration[WebHostDefaults.ServerUrlsKey])
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? ""))
            .Where(u => u.Contains("://", StringComparison.Ordinal))
            .Select(u => BindingAddress.Parse(u).Host)
            .Where(h => h is not ("*" or "+" or "0.0.0.0" or "[::]")
                && !h.StartsWith("unix:", StringComparison.Ordinal))
            .Select(h => new StringSegment(h)),
    ];

    private static string[] Split(string? names) => (names ?? "").Split(
        ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsKnown(HostString host, List<StringSegment> known) =>
        known.Contains("*") || (host.Host.Length > 0 && HostString.MatchesAny(host.Host, known));

    private static Problem Refusal(HttpContext http)
    {
        var host = RefusedValueException.Quote(http.Request.Host.Host);
        return Problem.Invalid("/Host", new(
            $"收到“{host}”；本服务不以此名称应答。请核对地址；确属本服务的名称，请管理员加入 {Setting}。",
            $"is \"{host}\"; this service does not answer to that name. Check the address; if it is a name of this "
                + $"service, the administrator adds it to {Setting}."));
    }
}
