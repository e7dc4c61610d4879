using System.CommandLine;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Workbooks;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary><c>jtm progress file</c>: a unit's reporting sheet, or another file with many reports.</summary>
internal static class ProgressFile
{
    public static Command Create(CommandConsole terminal)
    {
        var server = new ServerOptions();
        var file = new Argument<string>("file")
        {
            Description = new Text(
                "填报表（.xlsx）、CSV（.csv）或 NDJSON（.ndjson）",
                "a reporting sheet (.xlsx), CSV (.csv) or NDJSON (.ndjson)").Current
        };
        var period = CliOption.Period(required: false);
        var drafts = CliOption.Flag("--drafts", new("存为草稿，由签发人另行提交", "save drafts, for a signatory to submit"));
        var rows = CliOption.Flag("--rows", new("有误的行不影响其他各行", "faulty rows keep the others back no longer"));
        var signatory = CliOption.Of(
            "--signatory", new("没有写签发人的各行由谁签发", "who signs the rows that name nobody"), "name");
        var marked = CliOption.File("--marked", new("有误时，把标出须改正之处的工作簿写到此文件",
            "where something is wrong, write the workbook with the marks here"));
        var dryRun = CliOption.DryRun();
        var command = CliOption.Command(
            "file", new("用填报表一次报送多项", "report on many targets from a file"),
            file, period, drafts, rows, signatory, marked, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(file);
            var (mediaType, body) = (TableFile.MediaTypeOf(path, ".ndjson", AcceptedMedia.Lines),
                InputFile.ReadBytes(path));
            string[] query =
            [
                "into=" + (parsed.GetValue(drafts) ? "drafts" : "reports"),
                "mode=" + (parsed.GetValue(rows) ? "rows" : "all"),
                .. parsed.GetValue(period) is { } of ? (string[])[$"period={of}"] : [],
                .. parsed.GetValue(signatory) is { } by ? (string[])[$"signatory={Uri.EscapeDataString(by)}"] : [],
            ];
            using var client = server.Connect(parsed, terminal);
            var route = "progress/batch?" + string.Join('&', query);
            try
            {
                var answer = await client.PostAsync(
                    route, mediaType, body, parsed.GetValue(dryRun), ct, most: WireLimits.MaxBatch);
                return Report(terminal, answer, parsed.GetValue(drafts), parsed.GetValue(dryRun));
            }
            catch (ServerRefusal refusal)
            {
                var told = ShowRows(terminal, refusal.Answer);
                if (told > 0 && parsed.GetValue(marked) is { } into)
                {
                    await FetchMarkedAsync(client, route, mediaType, body, ct).DeliverToAsync(into, terminal, ct);
                }

                return terminal.Report(refusal, withErrors: told == 0);
            }
        });
        return command;
    }

    // Asked for as a trial: of what is refused nothing is stored either way.
    private static async Task<ApiAnswer> FetchMarkedAsync(
        ApiClient client, string route, string mediaType, byte[] body, CancellationToken ct)
    {
        try
        {
            return await client.PostAsync(
                route, mediaType, body, isDryRun: true, ct, most: WireLimits.MaxBatch,
                accept: WorkbookAnswer.MediaType);
        }
        catch (ServerRefusal refusal)
        {
            return refusal.Answer;
        }
    }

    private static async Task DeliverToAsync(
        this Task<ApiAnswer> workbook, string file, CommandConsole terminal, CancellationToken ct) =>
        await (await workbook).DeliverAsync(file, terminal, ct);

    private static int Report(CommandConsole terminal, ApiAnswer answer, bool isDrafts, bool isDryRun)
    {
        var count = ShowRows(terminal, answer);
        if (!isDrafts || isDryRun || terminal.IsJson)
        {
            return answer.ReportWrite(terminal, new($"进展填报：{count} 项", $"progress reports: {count}"));
        }

        terminal.Write(new Text($"已存草稿：{count} 项，待签发", $"drafts saved: {count}, to be signed"));
        return ExitCode.Done;
    }

    private static int ShowRows(CommandConsole terminal, ApiAnswer answer) => RowOutcomes.Show(
        terminal, answer, new("目标", "target"), "targetId", OutcomeOf, "errors", "warnings");

    private static string OutcomeOf(string code) => code switch
    {
        "reported" => new Text("已填报", "reported").Current,
        "drafted" => new Text("已存草稿", "drafted").Current,
        "ready" => new Text("可接受", "fit to be taken").Current,
        "rejected" => new Text("有误", "faulty").Current,
        _ => code,
    };
}
