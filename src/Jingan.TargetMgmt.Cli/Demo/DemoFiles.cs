using System.Text.Json;
using Jingan.TargetMgmt.Cli.Keys;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Demo;
using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Cli.Demo;

/// <summary>The files of a made-up year on this machine: tokens that the service wrote,
/// and the assessors' keys.</summary>
internal static class DemoFiles
{
    /// <param name="file">As the service writes it in Development: office, evaluator, and reporters by unit.</param>
    /// <exception cref="ClientException">It is not there, or is none.</exception>
    public static DemoTokens ReadTokens(string file)
    {
        if (!Path.Exists(file))
        {
            throw ClientException.Impossible(new(
                $"没有令牌文件 {file}；请在服务的数据目录所在处运行，或用 --tokens 指定（形式同开发环境的 demo/tokens.json）。",
                $"there is no token file {file}; run where the service's data folder is, or name one with --tokens "
                    + "(of the form of demo/tokens.json in Development)."));
        }

        try
        {
            return JsonSerializer.Deserialize<DemoTokens>(InputFile.ReadText(file), WireJson.Options)!;
        }
        catch (JsonException fault)
        {
            throw ClientException.Impossible(new(
                $"令牌文件 {file} 看不懂（{JsonSlip.Of(fault).Zh}）；须含 office、evaluator 与 reporters。",
                $"the token file {file} is not understood ({JsonSlip.Of(fault).En}); it needs office, evaluator and "
                    + "reporters."));
        }
    }

    /// <summary>The made-up assessors, their keys in a folder; those that are missing are made. The key of the demo's
    /// first assessor, where the service left it, signs for them.</summary>
    public static DemoAssessors AssessorsIn(string folder)
    {
        var founding = Path.Combine(folder, "..", "assessor.pem");
        return new(
            [.. Enumerable.Range(0, DemoAssessors.Count)
                .Select(i => KeyIn(Path.Combine(folder, $"synthetic-{(char)('a' + i)}.pem"), i))],
            Path.Exists(founding) ? AssessorKeyFile.Load(founding, kid: null) : null);
    }

    private static AssessorKey KeyIn(string file, int assessor)
    {
        if (!Path.Exists(file))
        {
            using var made = DemoAssessors.NewKey(assessor);
            KeyFile.TryCreate(file, made.ToPem());
        }

        return AssessorKeyFile.Load(file, kid: null);
    }
}
