using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Tests.Verification;

/// <summary>The agreement in a report against the marks in the log, altered in one place.</summary>
public sealed class AgreementCheckTests
{
    private static readonly MarkedTarget[] Sample =
        [Marked(1, "nodes", "red", "red"), Marked(2, "nodes", "green", "yellow"), Marked(3, "judged", "blue", "green"),
            Marked(4, "judged", "red", null)];

    private static readonly (string, string)[] Logged = [("red", "red"), ("green", "yellow"), ("blue", "green")];

    private readonly SecondMarkSummary _shown = SecondMarkSummary.Of(Sample, Reports.Sample.Colours)!;

    [Fact]
    public void What_was_computed_from_the_marks_is_good_with_and_without_the_pairs_that_older_reports_do_not_show()
    {
        Assert.Empty(Faults(_shown));
        Assert.Empty(Faults(_shown with { Classes = [.. _shown.Classes.Select(c => c with { Marks = null })] }));
        Assert.Empty(Faults(null, []));
    }

    [Fact]
    public void An_agreement_better_than_the_marks_is_damage()
    {
        var (overall, judged) = (_shown.Overall, _shown.Classes[0]);
        Assert.Contains(
            "overall", Assert.Single(Faults(_shown with { Overall = overall with { KappaQuadratic = "1" } })),
            StringComparison.Ordinal);
        Assert.Contains(
            "judged",
            Assert.Single(Faults(_shown with { Classes = [judged with { Agreement = overall }, _shown.Classes[1]] })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_left_out_or_made_up_are_damage()
    {
        Assert.Contains("the log holds 3 second marks", Assert.Single(Faults(null)), StringComparison.Ordinal);
        Assert.Contains("it has 2 second marks", Assert.Single(Faults(_shown with { Sampled = 3 })),
            StringComparison.Ordinal);
        Assert.Contains("not those in the log", Assert.Single(Faults(_shown with { Classes = [_shown.Classes[0]] })),
            StringComparison.Ordinal);
        Assert.Contains(
            "not those in the log",
            string.Concat(Faults(_shown with
            {
                Classes = [_shown.Classes[0], _shown.Classes[1] with { Marks = [new("pink", "pink", 2)] }],
            })), StringComparison.Ordinal);
    }

    private static List<string> Faults(SecondMarkSummary? shown, (string, string)[]? logged = null)
    {
        var findings = new Findings();
        AgreementCheck.Run(shown, Reports.Sample.Colours, "report", 9, logged ?? Logged, findings);
        return [.. findings.Damage.Select(d => d.En)];
    }

    private static MarkedTarget Marked(int number, string name, string first, string? second) =>
        new(new($"JA2018-{number:000}"), name, first, second, null);
}
