using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Notices;
using Jingan.TargetMgmt.Reports.Notices.Word;

namespace Jingan.TargetMgmt.Tests.Reports.Notices;

/// <summary>Notices of hand-made facts for June 2018.</summary>
internal static class SampleNotice
{
    public static readonly ReportReceipt Receipt = new(new('9', 64), 29);

    public static ReportAsIssued Issued(
        IReadOnlyList<RatingFact> ratings, string summary = "六月总体平稳。", IReadOnlyList<EarlierColour>? earlier = null,
        IReadOnlyList<UnratedAsSigned>? unrated = null) => new(
        Sample.Released(ratings) with { Report = Receipt, Earlier = earlier ?? [] }, summary, unrated ?? []);

    public static byte[] Of(PeriodFacts government, ReportAsIssued? issued, byte[]? template = null)
    {
        var facts = issued is null ? NoticeFacts.DraftOf(government) : NoticeFacts.Of(government, issued);
        return new NoticeTemplate(template ?? NoticeTemplate.Standard()).Fill(NoticeContents.Of(facts), facts.IsDraft);
    }

    /// <summary>Five targets: a quantity that is behind, one that is far behind, a milestone in time, one that the
    /// evaluator could not rate and a silent one.</summary>
    public static PeriodFacts Government => Sample.Government(
        Late(1), Sample.Reported(Sample.Quantity(2)), Sample.Reported(Sample.Target(3, TargetKind.Milestone)),
        Sample.Reported(Sample.Target(4, TargetKind.Qualitative) with { Field = "法治静安" }),
        Sample.Silent(Sample.Target(5, TargetKind.Qualitative)));

    public static ReportAsIssued Report => Issued(
        [
            Rated(1, "yellow", "3.1"),
            Rated(2, "red", "2") with { Divergence = new("evidence", "佐证不足") },
            Sample.Rating(3, "green"),
        ],
        "六月总体平稳。\n个别目标滞后。",
        [Sample.Before(1, "green"), Sample.Before(3, "green", "2018-04")],
        [new(new("JA2018-004"), "资料待核实")]);

    private static RatingFact Rated(int number, string colour, string actual) => Sample.Rating(number, colour) with
    {
        Judged = new($"目标{number}", "静安区绿化和市容管理局", actual, "7", "万平方米"),
    };

    private static TargetFacts Late(int number)
    {
        var facts = Sample.Reported(Sample.Quantity(number), Timeliness.Late);
        return facts with { Lead = facts.Lead! with { Difficulties = "用地手续未办结" } };
    }
}
