using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Documents;
using Jingan.TargetMgmt.Reports.Reading;
using Jingan.TargetMgmt.Reports.Views;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>What a notice is made of: what was filed, and the evaluation report as it was issued.</summary>
/// <param name="Report">The figures, computed as for every other document, from the view alone: the year goes on, and
/// a notice says nothing of it.</param>
/// <param name="Issued">Null in a draft, which shows no colour.</param>
internal sealed record NoticeFacts(PeriodView View, PeriodReport Report, ReportAsIssued? Issued)
{
    private static readonly LogHead Unread = new("evaluation", 0, "");

    public Period Period => View.Government.Period.Code;

    public bool IsDraft => Issued is null;

    /// <summary>The notice of an issued report. What came after it has no place in the notice: corrections, late
    /// reports and newer versions, none of which moved it.</summary>
    public static NoticeFacts Of(PeriodFacts government, ReportAsIssued issued) =>
        Of(government, issued.Ratings, issued);

    /// <summary>A draft, from what was filed so far.</summary>
    public static NoticeFacts DraftOf(PeriodFacts government) =>
        Of(government, new(Unread, "", [], null, [], []), null);

    private static NoticeFacts Of(PeriodFacts government, PeriodRatings ratings, ReportAsIssued? issued)
    {
        var view = new PeriodView(AtClose(government), ratings);
        var noYear = PullMatrix.Read(
            government.Period.Code.Year, new(government.Log, [], []), new(ratings.Log, ratings.Colours, []));
        return new(view, PeriodReportReading.Of(view, noYear), issued);
    }

    private static PeriodFacts AtClose(PeriodFacts government) => government with
    {
        Targets = [.. government.Targets.Select(t => t with { Newer = null, Later = null })],
    };
}
