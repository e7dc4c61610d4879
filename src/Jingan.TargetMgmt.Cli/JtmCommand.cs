using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using Jingan.TargetMgmt.Cli.Access;
using Jingan.TargetMgmt.Cli.Demo;
using Jingan.TargetMgmt.Cli.Doctor;
using Jingan.TargetMgmt.Cli.Keys;
using Jingan.TargetMgmt.Cli.Logs;
using Jingan.TargetMgmt.Cli.Rating;
using Jingan.TargetMgmt.Cli.Reporting;
using Jingan.TargetMgmt.Cli.Setup;
using Jingan.TargetMgmt.Cli.Storage;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Cli.Webhooks;
using Jingan.TargetMgmt.Cli.Witnessing;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli;

/// <summary>The whole tool: one command line in, one exit code out.</summary>
internal static class JtmCommand
{
    private const string Language = "--lang";

    public static Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, TimeProvider clock, Func<string, string?> environment,
        CancellationToken ct = default) => RunAsync(args, output, error, clock, environment, Console.In, ct);

    /// <param name="input">What is typed in answer to questions.</param>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, TimeProvider clock, Func<string, string?> environment,
        TextReader input, CancellationToken ct)
    {
        // Before anything is built, because help texts are chosen when the options are made.
        // It ends with this method (async-local).
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(IsEnglish(args) ? "en" : "zh-CN");
        var terminal = new CommandConsole(output, error, clock, environment, input);
        var json = new Option<bool>("--json")
        {
            Description = new Text("输出 JSON，供程序读取", "print JSON, for programs").Current,
            Recursive = true,
        };

        // No response files: a narrative may begin with "@".
        var parsed = Root(terminal, json, args).Parse(args, new ParserConfiguration
        {
            ResponseFileTokenReplacer = null,
            EnablePosixBundling = false,
        });
        if (parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction)
        {
            terminal.WriteError(UsageErrors.Describe(parsed));
            return ExitCode.Impossible;
        }

        terminal.IsJson = parsed.GetValue(json);
        return await InvokeAsync(parsed, terminal, ct);
    }

    private static async Task<int> InvokeAsync(ParseResult parsed, CommandConsole terminal, CancellationToken ct)
    {
        try
        {
            var into = new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
            };
            return await parsed.InvokeAsync(into, ct);
        }
        catch (ClientException failure)
        {
            return terminal.Report(failure);
        }
        catch (ServerRefusal refusal)
        {
            return terminal.Report(refusal);
        }
        catch (OperationCanceledException)
        {
            terminal.WriteError(new Text("已中断。", "interrupted.").Current);
            return ExitCode.Impossible;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException
            or CryptographicException)
        {
            terminal.WriteError(new Text($"无法完成：{fault.Message} 请检查文件与权限。",
                $"could not do it: {fault.Message} Check the file and its permissions.").Current);
            return ExitCode.Impossible;
        }
        catch (Exception bug)
        {
            // Scripts rely on the exit codes even then.
            terminal.WriteError(
                new Text($"工具内部错误，请连同此行报告：{bug}", $"a fault of this tool, please report this line: {bug}").Current);
            return ExitCode.Impossible;
        }
    }

    /// <summary>Every command there is.</summary>
    /// <param name="line">The command line: of the groups only the one that it names gets its commands, for to make all
    /// of them takes longer than all else; null: every group does.</param>
    internal static RootCommand Root(CommandConsole terminal, Option<bool> json, string[]? line = null)
    {
        Command Group(string name, Text description, Func<Command[]> commands) => CliOption.Command(
            name, description, line is null || line.Contains(name) ? commands() : []);
        var language = new Option<string>(Language)
        {
            Description = new Text("语言：zh（默认）或 en", "language: zh (default) or en").Current,
            Recursive = true,
        };
        var root = new RootCommand(
            new Text("静安区目标管理命令行工具", "Command-line tool of the Jing'an target management system").Current)
        {
            Group("key", new("评估员、日志与见证方的签名密钥", "signing keys of assessors, logs and witnesses"), () =>
                [KeyNew.Create(terminal), KeyLog.Create(terminal), KeyWitness.Create(terminal)]),
            Group("assessor", new("评估员的密钥与利益冲突", "assessors' keys and conflicts of interest"), () =>
                [AssessorAdd.Create(terminal), AssessorAdd.CreateRotate(terminal), AssessorRevoke.Create(terminal),
                    AssessorConflict.Create(terminal)]),
            Group("token", new("访问令牌；请以运行服务的用户身份执行", "access tokens; run as the user the service runs as"), () =>
                [TokenAdd.Create(terminal), TokenList.Create(terminal), TokenRevoke.Create(terminal)]),
            Group("access", new("统一身份认证登录的人员；日志所记的访问权限及其批准",
                "people who sign in at the identity provider; access as the logs tell of it, and its approval"), () =>
                [AccessAdd.Create(terminal), AccessPeople.CreateList(terminal), AccessPeople.CreateRemove(terminal),
                    AccessList.Create(terminal), AccessApprove.Create(terminal)]),
            Group("webhook", new("发给各接收方的消息", "messages to receivers"), () =>
                [WebhookCommands.CreateList(terminal), WebhookCommands.CreateDead(terminal),
                    WebhookCommands.CreateResend(terminal)]),
            SetupCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            Migrate.Create(terminal),
            Backup.Create(terminal),
            Restore.Create(terminal),
            Adopt.Create(terminal),
            Group("import", new("批量导入", "bulk import"), () =>
                [ImportCommand.Targets(terminal)]),
            Group("targets", new("目标", "targets"), () =>
                [TargetDraftCommand.Create(terminal)]),
            Group("unit", new("单位", "units"), () =>
                [UnitCommands.List(terminal), ImportCommand.Units(terminal), ExportCsv.Units(terminal)]),
            Group("period", new("填报期", "reporting periods"), () =>
                [PeriodCommands.List(terminal), OpenYearCommand.Create(terminal), ImportCommand.Periods(terminal),
                    ExportCsv.Periods(terminal)]),
            Group("progress", new("进展填报", "progress reports"), () =>
                [ProgressSubmit.Create(terminal), ProgressFile.Create(terminal), ProgressTemplate.Create(terminal),
                    ProgressList.Create(terminal), ProgressList.CreateMissing(terminal),
                    DraftCommands.Create(terminal)]),
            TodoCommand.Create(terminal),
            Group("evidence", new("佐证文件", "evidence files"), () =>
                [EvidenceAdd.Create(terminal)]),
            Group("extension", new("延期申请及答复", "requests for an extension, and their answers"), () =>
                [ExtensionAsk.Create(terminal), ExtensionAnswers.CreateGrant(terminal),
                    ExtensionAnswers.CreateRefuse(terminal), ExtensionList.Create(terminal)]),
            Group("remark", new("对填报的意见及答复", "remarks on reports, and their answers"), () =>
                [RemarkCommands.CreateAdd(terminal), RemarkCommands.CreateList(terminal)]),
            Group("waiting", new("谁在等候谁及答复", "who waits for whom, and the answers"), () =>
                [WaitingCommands.CreateList(terminal), WaitingCommands.CreateAnswer(terminal)]),
            Group("certified", new("认定值", "certified values"), () =>
                [CertifiedCommands.CreateSubmit(terminal), CertifiedCommands.CreateList(terminal)]),
            Group("scheme", new("分类分色办法", "colour schemes"), () =>
                [SchemeCommands.Preview(terminal), SchemeCommands.Publish(terminal)]),
            Rate.Create(terminal), WorklistGet.Create(terminal),
            Group("sample", new("复评样本", "second-mark samples"), () =>
                [SampleDrawCommand.Create(terminal)]),
            Verify.Create(terminal),
            ReplayRatings.Create(terminal),
            ExportLog.Create(terminal),
            Group("witness", new("为日志作见证", "witness logs"), () =>
                [WitnessServe.Create(terminal), WitnessSign.Create(terminal)]),
            Group("report", new("评估报告与统计报表", "evaluation reports and overviews"), () =>
                [ReportIssue.Create(terminal), ReportGet.Create(terminal)]),
            DemoCommand.Create(terminal),
        };
        root.Add(language.AcceptOnlyFromAmong("zh", "en"));
        root.Add(json);
        root.HelpName = CommandConsole.ToolName;
        HelpTexts.Translate(root);
        return root;
    }

    private static bool IsEnglish(string[] args) =>
        args.Contains(Language + "=en") || args.Contains(Language + ":en")
        || Array.IndexOf(args, Language) is >= 0 and var at && args.ElementAtOrDefault(at + 1) == "en";
}
