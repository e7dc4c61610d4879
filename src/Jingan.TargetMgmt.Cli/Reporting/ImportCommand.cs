using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm import targets</c>, <c>jtm unit import</c>, <c>jtm period import</c>: rows from a file, all or
/// nothing.</summary>
internal static class ImportCommand
{
    public static Command Targets(CommandConsole terminal) => Create(
        terminal, "targets", "targets/import", new("导入目标，全部成功或全部不导入", "import targets, all of them or none"),
        new("目标", "target"), count => new($"目标导入：{count} 项", $"import of targets: {count}"));

    public static Command Units(CommandConsole terminal) => Create(
        terminal, "import", "units/import",
        new("新增或更改单位，全部成功或全部不导入", "add or change units, all of them or none"),
        new("单位", "unit"), count => new($"单位导入：{count} 个", $"import of units: {count}"));

    public static Command Periods(CommandConsole terminal) => Create(
        terminal, "import", "periods/import",
        new("设立填报期或更改其日期，全部成功或全部不导入", "open periods or change their dates, all of them or none"),
        new("填报期", "period"), count => new($"填报期导入：{count} 期", $"import of periods: {count}"));

    private static Command Create(
        CommandConsole terminal, string name, string route, Text description, Text what, Func<int, Text> told)
    {
        var server = new ServerOptions();
        var dryRun = CliOption.DryRun();
        var file = new Argument<string>("file")
        {
            Description = new Text(
                "工作簿（.xlsx）、CSV（.csv）或 JSON 数组（.json）",
                "a workbook (.xlsx), CSV (.csv) or a JSON array (.json)").Current
        };
        var command = CliOption.Command(name, description, file, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(file);
            var mediaType = TableFile.MediaTypeOf(path);
            using var client = server.Connect(parsed, terminal);
            try
            {
                var answer = await client.PostAsync(route, mediaType, InputFile.ReadBytes(path),
                    parsed.GetValue(dryRun), ct);
                return answer.ReportWrite(terminal, told(ShowRows(terminal, answer, what)));
            }
            catch (ServerRefusal refusal)
            {
                // The table says it by the rows of the file; the same by pointers would say it twice.
                return terminal.Report(refusal, withErrors: ShowRows(terminal, refusal.Answer, what) == 0);
            }
        });
        return command;
    }

    private static int ShowRows(CommandConsole terminal, ApiAnswer answer, Text what) =>
        RowOutcomes.Show(terminal, answer, what, "id", OutcomeOf, "errors");

    private static string OutcomeOf(string code) => code switch
    {
        "created" => new Text("新增", "new").Current,
        "changed" => new Text("更改", "change").Current,
        "unchanged" => new Text("不变", "as it is").Current,
        "ready" => new Text("可导入", "fit to import").Current,
        "rejected" => new Text("有误", "faulty").Current,
        _ => code,
    };
}
