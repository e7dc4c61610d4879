using System.Text.Json;
using Jingan.TargetMgmt.Cli.Files;
using Jingan.TargetMgmt.Cli.Server;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Cli.Demo;

/// <summary>The service as each of those who take part in a year sees it: everybody comes with the token of their own role.</summary>
internal sealed class DemoClients : IDisposable
{
    private readonly Dictionary<string, ApiClient> _reporters;

    private DemoClients(Uri server, Tokens tokens)
    {
        (Office, Evaluator) = (new(server, tokens.Office), new(server, tokens.Evaluator));
        _reporters = tokens.Reporters.ToDictionary(r => r.Key, r => new ApiClient(server, r.Value));
    }

    private sealed record Tokens(string Office, string Evaluator, Dictionary<string, string> Reporters, string? Auditor = null, string? Admin = null);

    public ApiClient Office { get; }

    public ApiClient Evaluator { get; }

    /// <param name="file">As the service writes it in Development: office, evaluator, and reporters by unit.</param>
    public static DemoClients Connect(Uri server, string file)
    {
        if (!Path.Exists(file))
        {
            throw CommandFailure.Impossible(new(
                $"没有令牌文件 {file}；请在服务的数据目录所在处运行，或用 --tokens 指定（形式同开发环境的 demo/tokens.json）。",
                $"there is no token file {file}; run where the service's data folder is, or name one with --tokens (of the form of demo/tokens.json in Development)."));
        }

        try
        {
            return new(server, JsonSerializer.Deserialize<Tokens>(InputFile.ReadText(file), WireJson.Options)!);
        }
        catch (JsonException fault)
        {
            throw CommandFailure.Impossible(new(
                $"令牌文件 {file} 看不懂（{fault.Path}）；须含 office、evaluator 与 reporters。", $"the token file {file} is not understood ({fault.Path}); it needs office, evaluator and reporters."));
        }
    }

    public ApiClient ReporterOf(UnitCode unit) => _reporters.GetValueOrDefault(unit.Value) ?? throw CommandFailure.Impossible(new(
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
