using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary><c>jtm token list</c>: who has access, and which lines the service does not take.</summary>
internal static class TokenList
{
    public static Command Create(CommandConsole terminal)
    {
        var file = TokenFile.Option();
        var command = CliOption.Command(
            "list", new("列出访问令牌（不含令牌本身）", "list access tokens (never the tokens themselves)"), file);
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            TokenFile.Require(path, "jtm token add");
            Show(terminal, TokenFile.Read(path), PeopleFile.Read(AccessFolder.PeopleBeside(path)));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(
        CommandConsole terminal, IReadOnlyList<AccessToken> tokens, IReadOnlyList<AccessPerson> people)
    {
        var refused = new Dictionary<AccessToken, Text>(ReferenceEqualityComparer.Instance);
        foreach (var (token, reason) in AccessTokenFile.Sort(AccessFolder.Together(tokens, people)).Refused)
        {
            refused[token] = reason;
        }

        Text? RefusalOf(AccessToken token) => refused.TryGetValue(token, out var reason) ? reason : null;
        bool IsExpired(AccessToken token) =>
            UtcText.TryParse(token.Expires, out var expires) && expires <= terminal.Now;
        if (terminal.IsJson)
        {
            terminal.Write(new JsonArray([.. tokens.Select(t => new JsonObject
            {
                ["id"] = TokenFile.IdOf(t), ["name"] = t.Name, ["role"] = t.Role, ["unit"] = t.Unit,
                ["signs"] = t.Signs == true,
                ["expires"] = t.Expires,
                ["expired"] = IsExpired(t), ["refused"] = RefusalOf(t)?.Current,
            })]));
            return;
        }

        var state = (AccessToken token) =>
            RefusalOf(token) is { } reason ? new Text($"不予采用：{reason.Zh}", $"refused: {reason.En}")
            : IsExpired(token) ? new("已过期", "expired") : new("有效", "valid");
        string[] header = [new Text("编号", "id").Current, new Text("持有人", "name").Current,
            new Text("角色", "role").Current,
            new Text("单位", "unit").Current, new Text("有效至（上海）", "valid until (Shanghai)").Current,
            new Text("状态", "state").Current];
        Table.Write(terminal, header, tokens.Select(t => (string[])
            [TokenFile.IdOf(t), t.Name, t.Role, UnitOf(t).Current, TokenFile.LastMoment(t), state(t).Current]));
    }

    private static Text UnitOf(AccessToken token) =>
        token.Unit is null ? new("-", "-")
        : token.Signs == true ? new($"{token.Unit}（签发）", $"{token.Unit} (signs)")
        : new(token.Unit, token.Unit);
}
