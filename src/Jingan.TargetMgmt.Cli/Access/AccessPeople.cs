using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary><c>jtm access people</c> and <c>jtm access remove</c>: who signs in at the identity provider, and who no
/// longer does.</summary>
internal static class AccessPeople
{
    public static Command CreateList(CommandConsole terminal)
    {
        var file = PeopleFile.Option();
        var command = CliOption.Command(
            "people", new("列出经统一身份认证登录的人员", "list the people who sign in at the identity provider"), file);
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            TokenFile.Require(path, "jtm access add");
            Show(terminal, path);
            return ExitCode.Done;
        });
        return command;
    }

    public static Command CreateRemove(CommandConsole terminal)
    {
        var subject = CliOption.Of("--subject", new("统一身份认证对此人的称呼（sub）",
            "what the identity provider calls the person (sub)"), "sub", required: true);
        var file = PeopleFile.Option();
        var command = CliOption.Command("remove", new(
            "撤销某人的登记，立即生效", "withdraw a person's access, effective at once"), subject, file);
        command.SetAction(parsed =>
        {
            var (path, who) = (parsed.GetRequiredValue(file), parsed.GetRequiredValue(subject));
            using var held = AccessFolder.Lock(path);
            var lines = PeopleFile.Read(path).ToLookup(p => p.Subject == who);
            if (!lines[true].Any())
            {
                throw ClientException.Refused(new(
                    $"没有 {who} 的登记，未作改动；请用 jtm access people 查看。",
                    $"there is no line of {who}, nothing changed; see jtm access people."));
            }

            PeopleFile.Write(path, lines[false]);
            foreach (var person in lines[true])
            {
                terminal.Write(new Text($"已撤销 {who}：{person.Name}（{person.Role}）",
                    $"removed {who}: {person.Name} ({person.Role})"));
                AccessFolder.TellOfOther(
                    terminal, person.Name,
                    () => TokenFile.Read(AccessFolder.TokensBeside(path)).Any(t => t.Name == person.Name),
                    "jtm token list, jtm token revoke");
            }

            return ExitCode.Done;
        });
        return command;
    }

    public static JsonObject ToJson(AccessPerson person) => new()
    {
        ["subject"] = person.Subject,
        ["name"] = person.Name,
        ["role"] = person.Role,
        ["unit"] = person.Unit,
        ["signs"] = person.Signs == true,
        ["until"] = person.Expires,
    };

    private static void Show(CommandConsole terminal, string path)
    {
        var people = PeopleFile.Read(path);
        var refused = AccessTokenFile.Sort(AccessFolder.Together(
                TokenFile.Read(AccessFolder.TokensBeside(path)), people)).Refused
            .Where(r => r.Token.Subject is not null).ToLookup(r => r.Token.Subject!, r => r.Reason);
        bool IsOver(AccessPerson person) => UtcText.TryParse(person.Expires, out var end) && end <= terminal.Now;
        Text StateOf(AccessPerson person) => refused[person.Subject].FirstOrDefault() is { Zh: not null } reason
            ? new($"不予采用：{reason.Zh}", $"refused: {reason.En}")
            : IsOver(person) ? new("已过期", "expired") : new("有效", "valid");
        if (terminal.IsJson)
        {
            terminal.Write(new JsonArray([.. people.Select(p =>
            {
                var item = ToJson(p);
                item["expired"] = IsOver(p);
                item["refused"] = refused[p.Subject].Select(r => r.Current).FirstOrDefault();
                return item;
            })]));
            return;
        }

        string[] header = ["subject", new Text("姓名", "name").Current, new Text("角色", "role").Current,
            new Text("单位", "unit").Current, new Text("有效至（上海）", "valid until (Shanghai)").Current,
            new Text("状态", "state").Current];
        Table.Write(terminal, header, people.Select(p => (string[])
        [
            p.Subject, p.Name, p.Role, p.Unit ?? "-", TokenFile.LastMoment(AccessFolder.AsLine(p)), StateOf(p).Current,
        ]));
    }
}
