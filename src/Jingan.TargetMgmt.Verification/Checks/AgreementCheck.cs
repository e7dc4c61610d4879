using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Computes a report's agreement of second marks again: as a whole from the marks in the log, class by class
/// from the pairs that the report shows.</summary>
/// <remarks>Which class a target was drawn from is not in its marks,
/// so that a class's pairs are held against the log together with the others'.</remarks>
internal static class AgreementCheck
{
    /// <param name="marks">The second marks that the log holds of the period before the report,
    /// each after the mark that it stands beside.</param>
    public static void Run(
        SecondMarkSummary? summary, IReadOnlyList<SchemeColour> colours, string name, long at,
        IReadOnlyList<(string First, string Second)> marks, Findings findings)
    {
        if (summary is not { } shown)
        {
            Require(marks.Count == 0, new($"{name}：日志中有 {marks.Count} 条复评，报告未列出",
                $"{name}: the log holds {marks.Count} second marks, the report tells of none"));
            return;
        }

        Require(
            shown.Sampled - shown.Missing.Count == marks.Count,
            new($"{name}：所列复评为 {shown.Sampled - shown.Missing.Count} 条，日志中有 {marks.Count} 条",
                $"{name}: it has {shown.Sampled - shown.Missing.Count} second marks, the log has {marks.Count}"));
        IReadOnlyList<string> scale = [.. colours.OrderBy(c => c.Rank).Select(c => c.Code)];
        var logged = marks.Where(IsOnScale)
            .CountBy(m => m)
            .Select(m => new MarkPair(m.Key.First, m.Key.Second, m.Value))
            .ToList();
        Compare("overall", shown.Overall, logged);
        foreach (var (of, agreement, pairs) in shown.Classes.Select(c => (c.Class, c.Agreement, c.Marks))
            .Where(c => c.Marks?.All(m => IsOnScale((m.First, m.Second))) == true))
        {
            Compare(of, agreement, pairs!);
        }

        if (shown.Classes.All(c => c.Marks is not null))
        {
            var all = shown.Classes.SelectMany(c => c.Marks!).GroupBy(m => (m.First, m.Second))
                .Select(g => new MarkPair(g.Key.First, g.Key.Second, g.Sum(m => m.Count)));
            Require(all.ToHashSet().SetEquals(logged),
                new($"{name}：各类的复评对与日志不符", $"{name}: the pairs of marks in its classes are not those in the log"));
        }

        bool IsOnScale((string First, string Second) mark) => scale.Contains(mark.First) && scale.Contains(mark.Second);

        void Compare(string of, Agreement agreement, IReadOnlyList<MarkPair> pairs) => Require(
            agreement == Agreement.Of(scale, pairs),
            new($"{name}：复评一致性 {of} 与重算不同",
                $"{name}: the agreement of second marks, {of}, is otherwise when computed again"));

        void Require(bool holds, Text what)
        {
            if (!holds)
            {
                findings.AddDamage(at, what);
            }
        }
    }
}
