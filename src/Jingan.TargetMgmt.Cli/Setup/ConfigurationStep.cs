using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>The installation's configuration file, the last thing that is made: a service cannot start on half of the
/// rest. Its owner may read and write it, the service's group may read it; there is no secret in it.</summary>
internal static class ConfigurationStep
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private const string HostsSetting = "AllowedHosts";

    // As the service reads it: an operator may have written remarks into it.
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    };

    private static readonly JsonSerializerOptions Indented = new(WireJson.Options) { WriteIndented = true };

    public static SetupStep Of(SetupAnswers answers, string path, FileOwner? owner)
    {
        var settings = SettingsOf(answers);
        return new(new($"配置文件 {path}", $"configuration file {path}"), () => File.Exists(path),
            () =>
            {
                FolderStep.Make(Path.GetDirectoryName(path)!);
                OutputFile.Write(path, () => Create(path, settings, owner));
            })
        {
            Refusal = () =>
                File.Exists(path) ? FaultOf(path, settings) : FolderStep.FaultOf(Path.GetDirectoryName(path)!),
        };
    }

    /// <summary>The settings as the file has them.</summary>
    public static JsonObject SettingsOf(SetupAnswers answers)
    {
        var settings = new JsonObject
        {
            ["Environment"] = answers.Environment,
            ["Urls"] = answers.Address,
            ["Storage"] = new JsonObject { ["Directory"] = answers.Storage },
            ["Evidence"] = new JsonObject { ["Directory"] = answers.EvidenceFolder },
        };
        if (answers.HostNames.Count > 0)
        {
            settings[HostsSetting] = string.Join(';', answers.HostNames);
        }

        if (answers.ProxyAddresses.Count > 0)
        {
            settings["Doors"] = new JsonObject
            {
                ["Proxies"] = new JsonArray([.. answers.ProxyAddresses.Select(p => JsonValue.Create(p))]),
            };
        }

        foreach (var side in answers.Sides)
        {
            settings[SectionOf(side)] = SideOf(answers, side);
        }

        if (answers.Side is { } alone)
        {
            settings["Modules"] = alone;
            settings[SectionOf(alone == SetupAnswers.Government ? SetupAnswers.Evaluation : SetupAnswers.Government)] =
                new JsonObject
                {
                    ["Facts"] = new JsonObject
                    {
                        ["Url"] = answers.OtherSideUrl,
                        ["TokenFile"] = answers.FactsTokenFile,
                    },
                };
        }

        if (answers.Seeds.Length > 0 || answers.ExampleScheme)
        {
            settings["Seeds"] = new JsonObject
            {
                ["Directory"] = answers.Seeds,
                ["ExampleScheme"] = answers.ExampleScheme,
            };
        }

        return settings;
    }

    private static string SectionOf(string side) => char.ToUpperInvariant(side[0]) + side[1..];

    private static JsonObject SideOf(SetupAnswers answers, string side)
    {
        var database = new JsonObject { ["Engine"] = answers.Engine };
        if (answers.Engine != SetupAnswers.Sqlite)
        {
            database["ConnectionStringFile"] = Path.GetFullPath(answers.ConnectionFileOf(side));
        }

        return new()
        {
            ["Log"] = new JsonObject
            {
                ["Origin"] = answers.OriginOf(side),
                ["KeyFile"] = answers.KeyFileOf(side),
                ["HighWaterFile"] = Path.Combine(answers.HighWaterFolder, $"{side}.high-water"),
            },
            ["Database"] = database,
        };
    }

    private static void Create(string path, JsonObject settings, FileOwner? owner)
    {
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            File.WriteAllBytes(beside, Encoding.UTF8.GetBytes(settings.ToJsonString(Indented) + "\n"));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(beside, Mode);
            }

            owner?.TakeGroup(beside);
            File.Move(beside, path, overwrite: false);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static Text? FaultOf(string path, JsonObject settings)
    {
        try
        {
            var stored = JsonNode.Parse(
                InputFile.ReadText(path, new("配置文件", "configuration file")), documentOptions: Lenient);
            List<string> other = [.. Differing("", settings, stored)];
            return other.Count == 0 ? null : new(
                $"{path} 已存在，与答案不同：{string.Join("、", other)}；jtm setup 不改动已有的配置，请直接编辑该文件",
                $"{path} is there and differs from the answers: {string.Join(", ", other)}; jtm setup changes no "
                    + "configuration, edit the file");
        }
        catch (JsonException fault)
        {
            return new($"{path}：{JsonSlip.Of(fault).Zh}", $"{path}: {JsonSlip.Of(fault).En}");
        }
    }

    // What the file says beyond the answers is its operator's.
    private static IEnumerable<string> Differing(string name, JsonNode? wanted, JsonNode? stored) =>
        wanted is JsonObject members
            ? members.SelectMany(m => Differing(
                name.Length == 0 ? m.Key : $"{name}:{m.Key}", m.Value, (stored as JsonObject)?[m.Key]))
            : JsonNode.DeepEquals(wanted, stored) || (name == HostsSetting && IsSameList(wanted, stored)) ? [] : [name];

    private static bool IsSameList(JsonNode? wanted, JsonNode? stored) =>
        stored is JsonValue value && value.TryGetValue(out string? names)
        && SetupNames.Split(names).SequenceEqual(SetupNames.Split((string)wanted!));
}
