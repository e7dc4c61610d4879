using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Demo;

/// <summary>A token for every role: those of reporters by unit.</summary>
internal sealed record DemoTokens(
    string Office, string Evaluator, Dictionary<string, string> Reporters, string? Auditor = null,
    string? Admin = null);

/// <summary>The service as each of those who take part in a year sees it:
/// everybody comes with the token of their own role.</summary>
internal sealed class DemoClients : IDisposable
{
    private readonly Dictionary<string, ApiClient> _reporters;

    /// <param name="server">The service.</param>
    /// <param name="tokens">A token for every role.</param>
    public DemoClients(Uri server, DemoTokens tokens)
    {
        (Office, Evaluator) = (new(server, tokens.Office), new(server, tokens.Evaluator));
        _reporters = tokens.Reporters.ToDictionary(r => r.Key, r => new ApiClient(server, r.Value));
    }

    public ApiClient Office { get; }

    public ApiClient Evaluator { get; }

    public ApiClient ReporterOf(UnitCode unit) =>
        _reporters.GetValueOrDefault(unit.Value) ?? throw ClientException.Impossible(new(
        $"令牌文件中没有单位 {unit} 的令牌；请用 jtm token add --role reporter --unit {unit} 添加。",
        $"the token file has none for the unit {unit}; add one with jtm token add --role reporter --unit {unit}."));

    public void Dispose()
    {
        Office.Dispose();
        Evaluator.Dispose();
        foreach (var reporter in _reporters.Values)
        {
            reporter.Dispose();
        }
    }
}
