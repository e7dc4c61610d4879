using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>What <c>jtm setup</c> says when it is done: what was made, what to publish, what to hand out, what comes
/// next.</summary>
internal static class SetupLines
{
    public static void Write(
        CommandConsole terminal, SetupAnswers answers, string configuration,
        IReadOnlyList<(Text What, bool IsThere)> steps, IReadOnlyDictionary<string, string> keys, FirstAccess access)
    {
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject
            {
                ["configuration"] = configuration,
                ["steps"] = Steps(steps),
                ["verifierKeys"] = ObjectOf(keys),
                ["tokens"] = ObjectOf(access.Folder is null ? access.Made : new Dictionary<string, string>()),
                ["next"] = Next(answers, configuration),
            });
            return;
        }

        WriteSteps(terminal, steps, isDryRun: false);
        terminal.Write(new Text("请公布（并另行备份密钥文件）：", "to be published (and back the key files up, elsewhere):"));
        foreach (var key in keys.Values)
        {
            terminal.Write("  " + key);
        }

        WriteTokens(terminal, access);
        WriteNext(terminal, answers, configuration);
    }

    /// <summary>What a run would say, and that it was none.</summary>
    public static void WriteDry(
        CommandConsole terminal, SetupAnswers answers, string configuration,
        IReadOnlyList<(Text What, bool IsThere)> steps)
    {
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject { ["steps"] = Steps(steps), ["next"] = Next(answers, configuration) });
            return;
        }

        WriteSteps(terminal, steps, isDryRun: true);
        WriteNext(terminal, answers, configuration);
        terminal.Write(new Text("仅作检查，未保存任何内容。", "checked only, nothing was stored."));
    }

    private static void WriteSteps(
        CommandConsole terminal, IReadOnlyList<(Text What, bool IsThere)> steps, bool isDryRun)
    {
        foreach (var (what, isThere) in steps)
        {
            terminal.Write(isThere ? new Text($"已有  {what.Zh}", $"there      {what.En}")
                : isDryRun ? new($"将建  {what.Zh}", $"to be made {what.En}")
                : new($"新建  {what.Zh}", $"made       {what.En}"));
        }
    }

    private static void WriteTokens(CommandConsole terminal, FirstAccess access)
    {
        if (access.Made.Count == 0)
        {
            terminal.Write(new Text("没有新的访问令牌；遗失的请用 jtm token revoke、jtm token add 更换。",
                "no new access tokens; a lost one is replaced by jtm token revoke and jtm token add."));
            return;
        }

        terminal.Write(access.Folder is { } folder
            ? new Text($"访问令牌写在 {folder}，请分别交给持有人后删除：",
                $"access tokens are in {folder}; hand them over and delete them:")
            : new("访问令牌只显示这一次，请分别交给持有人：", "access tokens, shown only now; hand each to its holder:"));
        foreach (var (role, secret) in access.Made)
        {
            var name = Role.NameOf(role);
            terminal.Write(new Text($"  {name.Zh}  ", $"  {name.En}  ").Current
                + (access.Folder is null ? secret : FirstAccess.FileName(role)));
        }
    }

    private static void WriteNext(CommandConsole terminal, SetupAnswers answers, string configuration)
    {
        foreach (var line in NextSteps.Of(answers, configuration))
        {
            terminal.Write(line);
        }
    }

    private static JsonArray Next(SetupAnswers answers, string configuration) =>
        [.. NextSteps.Of(answers, configuration).Select(l => JsonValue.Create(l.Current))];

    private static JsonArray Steps(IReadOnlyList<(Text What, bool IsThere)> steps) =>
        [.. steps.Select(s => new JsonObject { ["what"] = s.What.Current, ["wasThere"] = s.IsThere })];

    private static JsonObject ObjectOf(IReadOnlyDictionary<string, string> members) =>
        new(members.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value)));
}
