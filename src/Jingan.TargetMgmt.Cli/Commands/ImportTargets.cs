using System.CommandLine;
using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Server;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Platform.Http;

namespace Jingan.TargetMgmt.Cli.Commands;

/// <summary><c>jtm import targets</c>: a year's targets from a file, all or nothing.</summary>
internal static class ImportTargets
{
    public static Command Create(Terminal terminal)
    {
        var server = new ServerOptions();
        var dryRun = Opt.DryRun();
        var file = new Argument<string>("file")
        {
            Description = new Text(
            "CSV（.csv，UTF-8）或 JSON 数组（.json）", "CSV (.csv, UTF-8) or a JSON array (.json)").Current
        };
        var command = Opt.Command("targets", new("导入目标，全部成功或全部不导入", "import targets, all of them or none"), file, dryRun, server.Server, server.Token);
        command.SetAction(async (parsed, ct) =>
        {
            var path = parsed.GetRequiredValue(file);
            var mediaType = MediaTypeOf(path);
            using var client = server.Connect(parsed, terminal);
            try
            {
                var answer = await client.PostAsync("targets/import", mediaType, await File.ReadAllBytesAsync(path, ct), parsed.GetValue(dryRun), ct);
                ShowRows(terminal, answer);
                return answer.ReportWrite(terminal);
            }
            catch (ServerRefusal refusal)
            {
                ShowRows(terminal, refusal.Answer);
                return refusal.Report(terminal);
            }
        });
        return command;
    }

    private static string MediaTypeOf(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".CSV" => "text/csv; charset=utf-8",
        ".JSON" => "application/json",
        _ => throw CommandFailure.Impossible(new($"只认 .csv 与 .json：{path}", $"only .csv and .json are taken: {path}")),
    };

    private static void ShowRows(Terminal terminal, ApiAnswer answer)
    {
        if (terminal.IsJson || answer.TryToObject()?["rows"] is not JsonArray rows)
        {
            return;
        }

        string[] header = [new Text("行", "row").Current, new Text("目标", "target").Current, new Text("结果", "outcome").Current, new Text("问题", "errors").Current];
        Table.Write(terminal, header, rows.OfType<JsonObject>().Select(row => (string[])
            [Cell(row["row"]), Cell(row["id"]), Cell(row["outcome"]), string.Join("; ", (row["errors"] as JsonArray ?? []).Select(Cell))]));
    }

    private static string Cell(JsonNode? node) => node is null ? "" : node is JsonValue ? node.ToString() : node.ToJsonString(WireJson.Options);
}
