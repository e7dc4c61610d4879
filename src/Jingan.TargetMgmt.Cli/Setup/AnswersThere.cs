using System.Text.Json;
using Jingan.TargetMgmt.Cli.Access;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Microsoft.Extensions.Configuration;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>The answers that an earlier run was given, as they stand in what it has made: whoever is asked again and
/// takes what stands in brackets gives the same answers.</summary>
internal static class AnswersThere
{
    /// <summary>The answers that the configuration stands for; the defaults where there is none yet.</summary>
    /// <exception cref="ClientException">It is no configuration.</exception>
    public static SetupAnswers In(string path)
    {
        if (!File.Exists(path))
        {
            return new();
        }

        var there = Read(path);
        var plain = new SetupAnswers();
        var side = there["Modules"] is SetupAnswers.Government or SetupAnswers.Evaluation ? there["Modules"] : null;
        var log = there.GetSection(side == SetupAnswers.Evaluation ? "Evaluation" : "Government");
        var facts = there.GetSection(side == SetupAnswers.Evaluation ? "Government:Facts" : "Evaluation:Facts");
        return plain with
        {
            Side = side,
            GovernmentOrigin = there["Government:Log:Origin"] ?? "",
            EvaluationOrigin = there["Evaluation:Log:Origin"] ?? "",
            Engine = log["Database:Engine"] ?? plain.Engine,
            GovernmentConnectionFile = there["Government:Database:ConnectionStringFile"] ?? "",
            EvaluationConnectionFile = there["Evaluation:Database:ConnectionStringFile"] ?? "",
            Storage = there["Storage:Directory"] ?? plain.Storage,
            Keys = Path.GetDirectoryName(log["Log:KeyFile"]) ?? "",
            Evidence = there["Evidence:Directory"] ?? "",
            HighWater = Path.GetDirectoryName(log["Log:HighWaterFile"]) ?? "",
            Address = there["Urls"] ?? plain.Address,
            Hosts = there["AllowedHosts"] ?? "",
            Proxies = string.Join(';', there.GetSection("Doors:Proxies").GetChildren().Select(p => p.Value)),
            Environment = there["Environment"] ?? plain.Environment,
            OtherSideUrl = facts["Url"] ?? "",
            OtherSideTokenFile = facts["TokenFile"] ?? "",
            Seeds = there["Seeds:Directory"] ?? "",
            ExampleScheme = bool.TryParse(there["Seeds:ExampleScheme"], out var isExample) && isExample,
        };
    }

    /// <summary>Who has a token of this role already: the first, which setup made.</summary>
    public static string? HolderOf(SetupAnswers answers, string role) =>
        TokenFile.Read(answers.TokenFile).FirstOrDefault(t => t.Role == role)?.Name;

    private static IConfigurationRoot Read(string path)
    {
        using var content = InputFile.Open(path, new("配置文件", "configuration file"));
        try
        {
            return new ConfigurationBuilder().AddJsonStream(content).Build();
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            var slip = JsonSlip.Of(fault);
            throw ClientException.Refused(new(
                $"{path}：{slip.Zh}；请用编辑器改正，未改动任何内容。",
                $"{path}: {slip.En}; mend it in an editor. Nothing was changed."));
        }
    }
}
