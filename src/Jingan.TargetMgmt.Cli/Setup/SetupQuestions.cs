using System.Globalization;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>Asks at the terminal. An empty answer takes what stands in brackets; a faulty one is asked again.</summary>
internal static class SetupQuestions
{
    /// <param name="Member">The answers' member, as <see cref="AnswerRules"/> names it.</param>
    /// <param name="Asked">The words.</param>
    /// <param name="Default">What an empty answer means. Whoever has a role already is its holder's default.</param>
    /// <param name="With">The answers with this one.</param>
    private sealed record Question(
        string Member, Text Asked, Func<SetupAnswers, string> Default,
        Func<SetupAnswers, string, SetupAnswers> With)
    {
        public Func<SetupAnswers, bool> IsAsked { get; init; } = _ => true;
    }

    // An empty answer is the default's already.
    private const string None = "-";

    private static readonly Question[] Questions =
    [
        new("governmentOrigin", new("政府日志的名称（不带 http:// 的网址，终身不变），如 targets.example.gov.cn/government",
                "Name of the government log (a URL without schema, for its whole life), such as "
                + "targets.example.gov.cn/government"),
            a => a.GovernmentOrigin, (a, text) => a with { GovernmentOrigin = text })
        {
            IsAsked = a => a.Sides.Contains(SetupAnswers.Government),
        },
        new("evaluationOrigin", new("评估日志的名称，如 targets.example.gov.cn/evaluation",
                "Name of the evaluation log, such as targets.example.gov.cn/evaluation"),
            a => a.EvaluationOrigin, (a, text) => a with { EvaluationOrigin = text })
        {
            IsAsked = a => a.Sides.Contains(SetupAnswers.Evaluation),
        },
        new("engine", new("数据库：sqlite（本机文件）或 sqlserver", "Database: sqlite (files here) or sqlserver"),
            a => a.Engine, (a, text) => a with { Engine = text }),
        new("governmentConnectionFile", new("政府方连接字符串所在文件", "File with the government's connection string"),
            a => a.GovernmentConnectionFile, (a, text) => a with { GovernmentConnectionFile = text })
        {
            IsAsked = a => IsOnServer(a, SetupAnswers.Government),
        },
        new("evaluationConnectionFile", new("评估方连接字符串所在文件", "File with the evaluator's connection string"),
            a => a.EvaluationConnectionFile, (a, text) => a with { EvaluationConnectionFile = text })
        {
            IsAsked = a => IsOnServer(a, SetupAnswers.Evaluation),
        },
        new("storage", new("数据文件夹", "Folder for data"), a => a.Storage, (a, text) => a with { Storage = text }),
        new("keys", new("日志密钥文件夹（宜在另一磁盘）", "Folder for the logs' keys (best on another disk)"),
            a => a.KeyFolder, (a, text) => a with { Keys = text }),
        new("evidence", new("佐证文件夹", "Folder for evidence"), a => a.EvidenceFolder,
            (a, text) => a with { Evidence = text }),
        new("highWater", new("高水位文件的文件夹（宜在另一磁盘）", "Folder for the high-water files (best on another disk)"),
            a => a.HighWaterFolder, (a, text) => a with { HighWater = text }),
        new("address", new("监听地址（默认仅本机，前置 TLS 反向代理）",
                "Address to listen on (this machine only, behind a proxy with TLS, unless you say otherwise)"),
            a => a.Address, (a, text) => a with { Address = text }),
        new("hosts", new("用户访问本服务所用的名称，多个以“;”分隔；- 表示没有，仅本机使用",
                "Names under which people reach the service, with ; between; - for none, this machine only"),
            a => string.Join(';', a.HostNames), (a, text) => a with { Hosts = text }),
        new("proxies", new("前置反向代理的地址，本机的为 127.0.0.1；- 表示没有",
                "Addresses of the reverse proxies before it, 127.0.0.1 for one on this machine; - for none"),
            a => string.Join(';', a.ProxyAddresses), (a, text) => a with { Proxies = text }),
        new("environment", new("运行环境：Production（正式）或 Staging（试用）",
            "Environment: Production, or Staging to try things on"),
            a => a.Environment, (a, text) => a with { Environment = text }),
        new("otherSideUrl", new("另一侧的 https 地址", "Address of the other side (https)"), a => a.OtherSideUrl,
            (a, text) => a with { OtherSideUrl = text }) { IsAsked = a => a.Side is not null },
        new("admin", new("第一位系统管理员", "The first administrator"),
            a => AnswersThere.HolderOf(a, Role.Admin) ?? a.Admin,
            (a, text) => a with { Admin = text }),
        new("office", new("区府办的令牌持有人", "Holder of the office's token"),
            a => AnswersThere.HolderOf(a, Role.Office) ?? a.Office, (a, text) => a with { Office = text })
        {
            IsAsked = a => a.Side != SetupAnswers.Evaluation,
        },
        new("evaluator", new("第三方机构的令牌持有人", "Holder of the evaluator's token"),
            a => AnswersThere.HolderOf(a, Role.Evaluator) ?? a.Evaluator, (a, text) => a with { Evaluator = text })
        {
            IsAsked = a => a.Side != SetupAnswers.Government,
        },
        new("days", new("这些令牌的有效天数", "Days that these tokens are good for"),
            a => a.Days.ToString(CultureInfo.InvariantCulture),
            (a, text) => a with
            {
                Days = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0,
            }),
    ];

    /// <exception cref="ClientException">The input ended before everything was answered.</exception>
    public static SetupAnswers Ask(CommandConsole terminal, TextReader input, SetupAnswers answers)
    {
        foreach (var question in Questions)
        {
            while (question.IsAsked(answers))
            {
                var known = question.Default(answers);
                terminal.Error.Write($"{question.Asked.Current}{(known.Length > 0 ? $" [{known}]" : "")}: ");
                var said = input.ReadLine()?.Trim() ?? throw ClientException.Impossible(new(
                    "输入中断，未改动任何内容；不便逐项回答时请用 --from。",
                    "the input ended, nothing was changed; where nobody can answer, use --from."));
                var next = question.With(answers, said.Length == 0 ? known : said == None ? "" : said);
                if (AnswerRules.Faults(next).Where(f => f.Member == question.Member).Select(f => (Text?)f.Fault)
                    .FirstOrDefault() is not { } fault)
                {
                    answers = next;
                    break;
                }

                terminal.WriteDetail(fault.Current);
            }
        }

        return answers;
    }

    private static bool IsOnServer(SetupAnswers answers, string side) =>
        answers.Engine != SetupAnswers.Sqlite && answers.Sides.Contains(side);
}
