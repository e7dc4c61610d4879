using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary><c>jtm token revoke</c>: withdraws access; the running service notices at the next request.</summary>
internal static class TokenRevoke
{
    private const int ShortestId = 4;

    public static Command Create(CommandConsole terminal)
    {
        var name = CliOption.Of("--name", new("撤销此持有人的全部令牌", "revoke every token of this holder"), "name");
        var id = CliOption.Of("--id",
            new("撤销编号以此开头的令牌（见 jtm token list）", "revoke the token whose id begins so (see jtm token list)"),
            "hash-prefix")
            .Checked(text => text.Length >= ShortestId && text.All(char.IsAsciiHexDigit), new(
                $"须为至少 {ShortestId} 位十六进制", $"must be {ShortestId} or more hexadecimal digits"));
        var file = TokenFile.Option();
        var command = CliOption.Command("revoke", new("撤销访问令牌，立即生效", "revoke access tokens, effective at once"), name,
            id, file);
        command.SetAction(parsed =>
        {
            var holder = parsed.GetValue(name)?.Trim().Normalize();
            var prefix = parsed.GetValue(id);
            if (holder is null == prefix is null)
            {
                throw ClientException.Impossible(new("请给 --name 或 --id，二者选一。", "give either --name or --id."));
            }

            var path = parsed.GetRequiredValue(file);
            var revoked = Remove(path, t =>
                holder is not null
                ? t.Name == holder
                : t.Sha256.StartsWith(prefix!, StringComparison.OrdinalIgnoreCase), isOneToken: prefix is not null);
            Show(terminal, revoked);
            if (holder is not null)
            {
                AccessFolder.TellOfOther(
                    terminal, holder, () => PeopleFile.Read(AccessFolder.PeopleBeside(path)).Any(p => p.Name == holder),
                    "jtm access people, jtm access remove");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static List<AccessToken> Remove(string path, Func<AccessToken, bool> isMeant, bool isOneToken)
    {
        if (!Path.Exists(path))
        {
            throw ClientException.Refused(new(
                $"没有文件 {path}；请用 --file 指定。", $"there is no {path}; name it with --file."));
        }

        using var held = AccessFolder.Lock(path);
        var lines = TokenFile.Read(path).ToLookup(isMeant);
        var revoked = lines[true].ToList();
        if (revoked.Count == 0)
        {
            throw ClientException.Refused(new(
                "没有符合的令牌，未作改动；请用 jtm token list 查看。", "no such token, nothing changed; see jtm token list."));
        }

        if (isOneToken && revoked.DistinctBy(t => t.Sha256).Count() > 1)
        {
            throw ClientException.Refused(new(
                "有多个令牌的编号以此开头，未作改动；请多给几位。", "several ids begin so, nothing changed; give more digits."));
        }

        TokenFile.Write(path, lines[false]);
        return revoked;
    }

    private static void Show(CommandConsole terminal, List<AccessToken> revoked)
    {
        if (terminal.IsJson)
        {
            terminal.Write(new JsonArray([.. revoked.Select(t =>
                new JsonObject
                {
                    ["id"] = TokenFile.IdOf(t),
                    ["name"] = t.Name,
                    ["role"] = t.Role,
                    ["unit"] = t.Unit,
                })]));
            return;
        }

        foreach (var token in revoked)
        {
            terminal.Write(new Text($"已撤销 {TokenFile.IdOf(token)}：{token.Name}（{token.Role}）",
                $"revoked {TokenFile.IdOf(token)}: {token.Name} ({token.Role})"));
        }
    }
}
