using System.Text.Json;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>What an installation is to be, as somebody answered or wrote it in a file. What is left out has the
/// default; the logs' names have none.</summary>
internal sealed record SetupAnswers
{
    public const string Government = "government", Evaluation = "evaluation", Sqlite = "sqlite";

    /// <summary>The one side that runs here; null: both in one process.</summary>
    public string? Side { get; init; }

    public string GovernmentOrigin { get; init; } = "";

    public string EvaluationOrigin { get; init; } = "";

    public string Engine { get; init; } = Sqlite;

    public string GovernmentConnectionFile { get; init; } = "";

    public string EvaluationConnectionFile { get; init; } = "";

    public string Storage { get; init; } = InstallationFile.DefaultStorage;

    /// <summary>Folder of the logs' keys; empty: <c>keys</c> in the storage folder.</summary>
    public string Keys { get; init; } = "";

    /// <summary>Folder of the units' files; empty: <c>evidence</c> in the storage folder.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>Folder of the high-water files; empty: the storage folder.</summary>
    public string HighWater { get; init; } = "";

    public string Address { get; init; } = "http://127.0.0.1:5080";

    /// <summary>The names under which people reach the service, with <c>;</c> between; empty: this machine's own only.
    /// Null while nobody has said: the hosts in the logs' names.</summary>
    public string? Hosts { get; init; }

    /// <summary>The reverse proxies before it; empty: none. Null while nobody has said: one on this machine, where
    /// people come by a name and the service shows no certificate itself.</summary>
    public string? Proxies { get; init; }

    public string Environment { get; init; } = "Production";

    public string Admin { get; init; } = "管理员";

    public string Office { get; init; } = "区府办";

    public string Evaluator { get; init; } = "评估机构";

    /// <summary>How long the first access tokens are good for.</summary>
    public int Days { get; init; } = 365;

    /// <summary>Of one side alone: where the other answers.</summary>
    public string OtherSideUrl { get; init; } = "";

    /// <summary>Of one side alone: the file for the token that the other issues; empty: in the storage
    /// folder.</summary>
    public string OtherSideTokenFile { get; init; } = "";

    /// <summary>A folder of targets to begin with, such as <c>seeds/jingan-2018</c>; empty: an empty library.</summary>
    public string Seeds { get; init; } = "";

    public bool ExampleScheme { get; init; }

    public IReadOnlyList<string> Sides => Side is null ? [Government, Evaluation] : [Side];

    public string OriginOf(string side) => side == Government ? GovernmentOrigin : EvaluationOrigin;

    public string ConnectionFileOf(string side) =>
        side == Government ? GovernmentConnectionFile : EvaluationConnectionFile;

    public IReadOnlyList<string> HostNames => SetupNames.Split(Hosts ?? SetupNames.HostsOf(Sides.Select(OriginOf)));

    public IReadOnlyList<string> ProxyAddresses => SetupNames.Split(Proxies ?? (
        HostNames.Count > 0 && Address.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" : ""));

    public string KeyFolder => Within(Keys, "keys");

    public string EvidenceFolder => new StorageOptions { Directory = Storage }.EvidenceFolder(Evidence);

    public string HighWaterFolder => HighWater.Length > 0 ? HighWater : Storage;

    public string TokenFile => Path.Combine(Storage, AccessTokenFile.FileName);

    public string FactsTokenFile => Within(OtherSideTokenFile, "other-side.token");

    public string KeyFileOf(string side) => Path.Combine(KeyFolder, $"{side}-log.pem");

    /// <summary>Reads a file of answers. Members that nobody asks for are refused: they would be believed to
    /// count.</summary>
    /// <exception cref="ClientException">It cannot be read.</exception>
    public static SetupAnswers Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SetupAnswers>(InputFile.ReadText(path), WireJson.Options)
                ?? throw new JsonException("null");
        }
        catch (JsonException fault)
        {
            var slip = JsonSlip.Of(fault);
            throw ClientException.Impossible(new(
                $"{path} 不是答案文件：{slip.Zh}。未改动任何内容；成员见 docs/operations.md。",
                $"{path} is no file of answers: {slip.En}. Nothing was changed; docs/operations.md has the "
                    + "members."));
        }
    }

    private string Within(string given, string name) => given.Length > 0 ? given : Path.Combine(Storage, name);
}
