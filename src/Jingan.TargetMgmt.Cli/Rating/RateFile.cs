using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Keys;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Rating;

/// <summary><c>jtm rate file</c>: the judgements of a file,
/// each signed on the assessor's machine and each a rating of its own.</summary>
internal static class RateFile
{
    public static Command Create(CommandConsole terminal)
    {
        var (server, key, period, dryRun) = (new ServerOptions(), new KeyOptions(required: true), CliOption.Period(),
            CliOption.DryRun());
        var file = new Argument<string>("file")
        {
            Description = new Text(
                "填好的工作清单（.xlsx、.csv），或每行一项评定（JSON）",
                "the worklist with the judgements (.xlsx, .csv), or one judgement a line (JSON)").Current,
        };
        var command = CliOption.Command(
            "file",
            new("按文件评定多项目标，逐项在本机签名；有不清楚之处则全部不提交",
                "rate the targets of a file, each signed on this machine; if anything is unclear, nothing is sent"),
            file, period, key.Key, key.Kid, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(file);
            var faults = new LineFaults(path);
            var isTable = JudgementTable.IsTable(path);
            var judgements = isTable ? JudgementTable.Read(path, faults) : JudgementFile.Read(path, faults);
            using var signing = key.Load(parsed);
            using var client = server.Connect(parsed, terminal);
            var worklist = (await Worklist.ReadAsync(client, parsed.GetRequiredValue(period), ct))
                .ToDictionary(i => i.TargetId);
            var log = await Statements.OriginAsync(client, ct);
            List<(int Line, string Target, string Jws)> signed = [];
            foreach (var (line, judgement) in judgements)
            {
                try
                {
                    var item = Judged(worklist, judgement);
                    signed.Add((line, item.TargetId, signing.Sign(RatingPayload.Of(
                        log, parsed.GetRequiredValue(period), item, ToJudgement(judgement, EvidenceFile.FolderOf(path)),
                        terminal.Now, judgement.SecondMark))));
                }
                catch (ClientException failure)
                {
                    faults.Add(line, failure);
                }
            }

            faults.ThrowIfAny(isTable ? JudgementTable.Form : JudgementFile.Form);
            return await SendAsync(client, signed, parsed.GetValue(dryRun), terminal, ct);
        });
        return command;
    }

    // The target as it is judged: on the list, and rated already exactly where the line says that it is.
    private static WorklistItem Judged(Dictionary<string, WorklistItem> worklist, WrittenJudgement judgement)
    {
        var item = worklist.GetValueOrDefault(judgement.TargetId.Value)
            ?? throw ClientException.Refused(new(
                $"工作清单中没有 {judgement.TargetId}", $"{judgement.TargetId} is not on the worklist"));
        item = judgement.Seen is { } seen ? AsSeen(item, seen) : item;
        item = judgement.VersionReason is null ? item : item.UnderNewestVersion();
        item = judgement.Basis is { } later ? item.OnNamed(later) : item;
        return judgement.SecondMark || item.Rating is not null == judgement.Reason is not null ? item
            : throw ClientException.Refused(item.Rating is { } rating
                ? new($"{item.TargetId} 本期已评定（序号 {rating.Index}）；确要替代，请写明 reason",
                    $"{item.TargetId} is rated already (index {rating.Index}); to replace that, give a reason")
                : new($"{item.TargetId} 本期尚无评定，无可替代；请去掉 reason",
                    $"{item.TargetId} is not rated yet, there is nothing to replace; leave out the reason"));
    }

    // Nobody signs for facts that he has not seen. Another entry of the target's may be named on purpose: a certified
    // value, or a report filed since the close.
    private static WorklistItem AsSeen(WorklistItem item, SeenFacts seen)
    {
        if (seen.Version is { } version && version != item.TargetVersion)
        {
            throw ClientException.Refused(new(
                $"{item.TargetId} 的目标版本已变：清单中为 {version}，现为 {item.TargetVersion}；请重新下载工作清单核对",
                $"{item.TargetId} counts in another version: {version} on the sheet, {item.TargetVersion} now; get the "
                    + "worklist again"));
        }

        if (seen.Basis == item.Basis?.Index)
        {
            return item;
        }

        return seen.Basis is { } named && (item.SinceClose?.Any(l => l.Report.Entry.Index == named) == true
            || item.Certified?.Any(c => c.Certified.Entry.Index == named) == true)
            ? item.OnNamed(named)
            : throw ClientException.Refused(new(
                $"{item.TargetId} 的填报已变：清单中依据序号为 {Shown(seen.Basis)}，现为 {Shown(item.Basis?.Index)}；请重新下载工作清单核对",
                $"{item.TargetId} was reported on since: entry {Shown(seen.Basis)} on the sheet, "
                    + $"{Shown(item.Basis?.Index)} now; get the worklist again"));
    }

    private static string Shown(long? index) => index is { } known ? $"{known}" : "—";

    private static Judgement ToJudgement(WrittenJudgement written, string folder) => new(
        written.Colour, written.Rationale, written.Divergence, written.Reason,
        written.Evidence is null ? null : EvidenceFile.Gather(written.Evidence, folder),
        written.VersionReason);

    // What was answered is shown whatever becomes of the rest: those ratings are stored.
    private static async Task<int> SendAsync(
        ApiClient client, List<(int Line, string Target, string Jws)> signed, bool isDryRun, CommandConsole terminal,
        CancellationToken ct)
    {
        List<JsonObject> answers = [];
        try
        {
            foreach (var part in RatingUpload.PartsOf(signed, s => s.Jws))
            {
                var items = await RatingUpload.PostAsync(client, part.Select(p => p.Jws), isDryRun, ct);
                answers.AddRange(part.Zip(items, (rating, item) => new JsonObject
                {
                    ["line"] = rating.Line, ["targetId"] = rating.Target, ["status"] = item?["status"]?.DeepClone(),
                    ["index"] = item?["index"]?.DeepClone(),
                    ["receipt"] = item?["receipt"]?.DeepClone(), ["problem"] = item?["problem"]?.DeepClone(),
                }));
            }
        }
        finally
        {
            Show(answers, signed.Count, isDryRun, terminal);
        }

        return answers.All(a => a["problem"] is null) ? ExitCode.Done : ExitCode.Refused;
    }

    private static void Show(List<JsonObject> answers, int all, bool isDryRun, CommandConsole terminal)
    {
        if (terminal.IsJson)
        {
            terminal.Write(new JsonObject { ["items"] = new JsonArray([.. answers]) });
            return;
        }

        var taken = answers.Count(a => a["problem"] is null);
        string[] header =
        [
            new Text("行", "line").Current, new Text("目标", "target").Current, new Text("序号", "index").Current,
            new Text("问题", "problem").Current, "",
        ];
        Table.Write(terminal, header, answers.Select(a => (string[])[$"{a["line"]}", $"{a["targetId"]}",
            $"{a["index"]}", $"{a["problem"]?["code"]}", DetailOf(a["problem"])]));
        terminal.Write(isDryRun
            ? new Text($"仅作检查，未保存任何内容：{taken} 项可评，{all - taken} 项有问题。",
                $"checked only, nothing was stored: {taken} would be taken, {all - taken} would not.")
            : new Text($"已评定 {taken} 项，{all - taken} 项未被接受。", $"{taken} rated, {all - taken} refused."));
    }

    private static string DetailOf(JsonNode? problem) => problem?["errors"] is JsonObject errors
        ? string.Join("; ",
            errors.Select(e => $"{e.Key} {string.Join(' ', (e.Value as JsonArray ?? []).Select(m => m?.ToString()))}"))
        : $"{problem?["detail"]}";
}
