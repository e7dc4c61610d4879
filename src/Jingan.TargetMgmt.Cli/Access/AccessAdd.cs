using System.CommandLine;
using System.Security.Cryptography;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Access;

namespace Jingan.TargetMgmt.Cli.Access;

/// <summary><c>jtm access add</c>: what a person who signs in at the identity provider may do.</summary>
internal static class AccessAdd
{
    public static Command Create(CommandConsole terminal)
    {
        var subject = CliOption.Of("--subject", new(
            "统一身份认证对此人的称呼（sub），一字不差", "what the identity provider calls the person (sub), to the letter"),
            "sub", required: true);
        var holder = new HolderOptions();
        var replace = CliOption.Flag("--replace", new("代替此人原有的一行，如续期、换岗",
            "in place of the line that the person has, as to prolong it or to move the person"));
        var file = PeopleFile.Option();
        var command = CliOption.Command("add", new(
            "登记经统一身份认证登录的人员：角色、单位、期限",
            "register a person who signs in at the identity provider: role, unit, until when"),
            [subject, .. holder.All, replace, file]);
        command.SetAction(parsed =>
        {
            var person = new AccessPerson(
                parsed.GetRequiredValue(subject), holder.NameIn(parsed), holder.RoleIn(parsed), holder.UnitIn(parsed),
                UtcText.Format(holder.EndIn(parsed, terminal.Now)), holder.SignsIn(parsed),
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
            var path = parsed.GetRequiredValue(file);
            LibraryUnits.Check(person.Unit, path, terminal);
            Add(person, path, parsed.GetValue(replace));
            Show(terminal, person, path);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Add(AccessPerson person, string path, bool replaces)
    {
        using var held = AccessFolder.Lock(path);
        var old = PeopleFile.Read(path);
        var others = old.Where(p => p.Subject != person.Subject).ToList();
        if (others.Count < old.Count && !replaces)
        {
            throw ClientException.Refused(new(
                $"未写入：{person.Subject} 已登记；如要更改请加 --replace，见 jtm access people。",
                $"nothing written: {person.Subject} is registered; to change the line add --replace, see jtm access "
                    + "people."));
        }

        if (others.Count == old.Count && replaces)
        {
            throw ClientException.Refused(new(
                $"未写入：没有 {person.Subject} 的登记可代替；新增请去掉 --replace。",
                $"nothing written: there is no line of {person.Subject} to replace; leave out --replace to add one."));
        }

        var reasons = AccessFolder.NewlyRefused(
            TokenFile.Read(AccessFolder.TokensBeside(path)), others, AccessFolder.AsLine(person));
        if (reasons.Count > 0)
        {
            throw ClientException.Refused(new(
                $"未写入：{string.Join("；", reasons)}。请改正后重试（jtm access people、jtm token list）。",
                $"nothing written: {string.Join("; ", reasons)}. Correct it and try again (jtm access people, "
                    + "jtm token list)."));
        }

        PeopleFile.Write(path, [.. others, person]);
    }

    private static void Show(CommandConsole terminal, AccessPerson person, string path)
    {
        if (terminal.IsJson)
        {
            terminal.Write(AccessPeople.ToJson(person));
            return;
        }

        var (line, unit) = (AccessFolder.AsLine(person), person.Unit is null ? "" : $" {person.Unit}");
        terminal.Write(new Text(
            $"已登记于 {path}：{person.Subject} 为 {person.Name}，角色 {person.Role}{unit}，"
                + $"有效至 {TokenFile.LastMoment(line)}（上海时间）。",
            $"kept in {path}: {person.Subject} is {person.Name}, role {person.Role}{unit}, valid until "
                + $"{TokenFile.LastMoment(line)} (Shanghai)."));
    }
}
