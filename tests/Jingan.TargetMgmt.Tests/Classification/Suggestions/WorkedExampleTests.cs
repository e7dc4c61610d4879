using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Schemes.Lint;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Classification.Suggestions;

/// <summary>What docs/scheme.md shows is what the program does: its document is taken,
/// every row of its tables is computed.</summary>
public sealed partial class WorkedExampleTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "scheme.md"));

    public static TheoryData<string> Towards =>
        Rows("direction | b | t | plan | period | a | p | k | gapPoints | colour", 11);

    public static TheoryData<string> Held => Rows("direction | t | period | a | distance | colour", 6);

    public static TheoryData<string> Nodes => Rows("nature | due | done | period | overdueDays | colour", 8);

    [Fact]
    public void The_document_shown_is_taken_as_it_is()
    {
        Assert.True(
            ColourScheme.TryRead(Encoding.UTF8.GetBytes(JsonBlock().Match(Document).Groups[1].Value), out var scheme,
                out var errors), string.Join('\n', errors));
        Assert.Empty(SchemeLint.Check(scheme));
    }

    [Theory, MemberData(nameof(Towards))]
    public void Towards_a_target(string row)
    {
        var cells = Cells(row);
        var plan = cells[3].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var target = Facts.Quantitative(
            Enum.Parse<Direction>(cells[0], ignoreCase: true), Number(cells[1]), Number(cells[2]),
            plan: [.. plan.Where(p => p.Contains('=')).Select(Point)]) with
        {
            PlanShape = plan.Contains("step") ? PlanShape.Step : null,
        };
        var suggestion = target.Reports(Number(cells[5])).In(cells[4]);
        Assert.Equal(
            (Number(cells[6]), Number(cells[7]), Number(cells[8]), cells[9]),
            (suggestion.Inputs.Planned, suggestion.Inputs.K, suggestion.Inputs.GapPoints, suggestion.Colour));
    }

    [Theory, MemberData(nameof(Held))]
    public void Within_a_ceiling_or_above_a_floor(string row)
    {
        var cells = Cells(row);
        var suggestion = Facts.Quantitative(Enum.Parse<Direction>(cells[0], ignoreCase: true), null, Number(cells[1]))
            .Reports(Number(cells[3])).In(cells[2]);
        Assert.Equal((Number(cells[4]), cells[5]), (suggestion.Inputs.Distance, suggestion.Colour));
    }

    [Theory, MemberData(nameof(Nodes))]
    public void Nodes_of_a_milestone_target(string row)
    {
        var cells = Cells(row);
        var target = Facts.Milestone(cells[1].Split(' ')) with
        {
            Nature = Enum.Parse<TargetNature>(cells[0], ignoreCase: true),
        };
        var done = cells[2].Split(' ').Select((day, i) => ($"n{i + 1}", day)).Where(n => n.day != "-").ToArray();
        var suggestion = target.ReportsNodes(done).In(cells[3]);
        Assert.Equal((int.Parse(cells[4], CultureInfo.InvariantCulture), cells[5]), (suggestion.Inputs.OverdueDays,
            suggestion.Colour));
    }

    // A table that is not found, or has lost rows, would leave nothing to be tested.
    private static TheoryData<string> Rows(string header, int atLeast)
    {
        var rows = Document.Split('\n')
            .SkipWhile(l => l != $"| {header} |")
            .Skip(2)
            .TakeWhile(l => l.StartsWith('|'))
            .ToArray();
        return rows.Length >= atLeast
            ? new(rows)
            : throw new InvalidDataException($"docs/scheme.md has {rows.Length} rows under \"{header}\".");
    }

    private static string[] Cells(string row) => [.. row.Split('|')[1..^1].Select(c => c.Trim())];

    private static PlanPoint Point(string text) =>
        Facts.Point($"2018-{text.Split('=')[0]}", Number(text.Split('=')[1])!.Value);

    private static decimal? Number(string text) =>
        text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
