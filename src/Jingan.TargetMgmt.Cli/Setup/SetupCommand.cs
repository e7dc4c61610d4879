using System.CommandLine;
using Jingan.TargetMgmt.Cli.Installation;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary><c>jtm setup</c>: makes an installation for Production: keys, an empty library, first access, and the
/// configuration that the service starts with.</summary>
internal static class SetupCommand
{
    public static Command Create(CommandConsole terminal)
    {
        var configuration = InstallationFile.Option();
        var from = CliOption.File("--from", new(
            "答案文件（JSON）；不给则逐项询问", "a file of answers (JSON); without it, they are asked for"));
        var side = CliOption.Of("--side", new("本机只运行一侧", "only one side runs here"), "government|evaluation")
            .AcceptOnlyFromAmong(SetupAnswers.Government, SetupAnswers.Evaluation);
        var owner = CliOption.Of("--owner", new(
            "运行服务的系统用户；文件归其所有（须以 root 运行）",
            "the system user that the service runs as, who then owns the files (run as root)"), "user");
        var secrets = CliOption.Of("--secrets", new(
            "令牌和公钥写入此文件夹（0600），不在屏幕上显示",
            "write tokens and verifier keys into this folder (0600) instead of showing them"), "folder");
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command("setup",
            new("建立正式运行的安装；重复执行会接着未完成处继续，不覆盖任何内容",
                "make an installation for production; run again, it goes on where it stopped and overwrites nothing"),
            configuration, from, side, owner, secrets, dryRun);
        command.SetAction(parsed => Run(
            terminal, InstallationFile.PathOf(parsed.GetValue(configuration), terminal),
            Answers(terminal, InstallationFile.PathOf(parsed.GetValue(configuration), terminal),
                parsed.GetValue(from), parsed.GetValue(side)),
            parsed.GetValue(owner) is { } user ? FileOwner.Named(user) : null,
            parsed.GetValue(secrets) is { } folder ? Path.GetFullPath(folder) : null, parsed.GetValue(dryRun)));
        return command;
    }

    private static SetupAnswers Answers(CommandConsole terminal, string configuration, string? file, string? side)
    {
        var there = AnswersThere.In(configuration);
        var answers = file is null ? there : SetupAnswers.Read(file);
        answers = answers with
        {
            Side = side ?? answers.Side,
            // A file of before these were asked for, with a configuration that its operator has written them into.
            Hosts = answers.Hosts ?? there.Hosts,
            Proxies = answers.Proxies ?? there.Proxies,
        };
        answers = file is null ? SetupQuestions.Ask(terminal, terminal.Input, answers) : answers;
        List<(string Member, Text Fault)> faults = [.. AnswerRules.Faults(answers)];
        return faults.Count == 0 ? answers : throw new ClientException(FailureKind.Refused, new Text(
            "答案有误，未改动任何内容：", "the answers will not do; nothing was changed:").Current)
        {
            Details = [.. faults.Select(f => $"{f.Member} {f.Fault.Current}")],
        };
    }

    private static int Run(
        CommandConsole terminal, string configuration, SetupAnswers answers, FileOwner? owner, string? secrets,
        bool isDryRun)
    {
        var access = new FirstAccess(answers, secrets);
        var plan = new SetupPlan(answers, configuration, access, owner, terminal.Now);
        plan.Check();
        if (isDryRun)
        {
            SetupLines.WriteDry(terminal, answers, configuration, plan.Look());
            return ExitCode.Done;
        }

        var steps = plan.Make();
        var keys = answers.Sides.ToDictionary(s => s, s => LogKeyStep.VerifierKeyOf(answers, s).ToString());
        SetupLines.Write(terminal, answers, configuration, steps, keys, access);
        return ExitCode.Done;
    }
}
