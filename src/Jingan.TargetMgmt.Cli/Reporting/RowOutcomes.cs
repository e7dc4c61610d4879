using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Client;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Wire;

namespace Jingan.TargetMgmt.Cli.Reporting;

/// <summary>What became of the rows of a file, as a table.</summary>
internal static class RowOutcomes
{
    /// <summary>Shows the rows of an answer; gives how many there are, none where it is for a program.</summary>
    /// <param name="terminal">The screen.</param>
    /// <param name="answer">What the service answered.</param>
    /// <param name="what">What a row is about.</param>
    /// <param name="id">The member that names it.</param>
    /// <param name="outcomeOf">A code of an outcome in words.</param>
    /// <param name="remarks">The members that say more of a row.</param>
    public static int Show(
        CommandConsole terminal, ApiAnswer answer, Text what, string id, Func<string, string> outcomeOf,
        params IReadOnlyList<string> remarks)
    {
        if (terminal.IsJson || answer.TryToObject()?["rows"] is not JsonArray rows)
        {
            return 0;
        }

        string[] header =
        [
            new Text("行", "row").Current, what.Current, new Text("结果", "outcome").Current,
            new Text("问题", "errors").Current,
        ];
        Table.Write(terminal, header, rows.OfType<JsonObject>().Select(row => (string[])
        [
            Cell(row["row"]), Cell(row[id]), outcomeOf(Cell(row["outcome"])),
            string.Join(
                new Text("；", "; ").Current, remarks.SelectMany(r => row[r] as JsonArray ?? []).Select(Cell)),
        ]));
        return rows.Count;
    }

    private static string Cell(JsonNode? node) =>
        node is null ? "" : node is JsonValue ? node.ToString() : node.ToJsonString(WireJson.Options);
}
