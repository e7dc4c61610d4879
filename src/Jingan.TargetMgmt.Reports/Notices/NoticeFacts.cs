using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Reports.Reading;

namespace Jingan.TargetMgmt.Reports.Notices;

/// <summary>What a notice is made of: what was filed, and the evaluation report as it was issued.</summary>
/// <param name="Issued">Null in a draft, which shows no colour.</param>
internal sealed record NoticeFacts(PeriodView View, ReportAsIssued? Issued)
{
    private static readonly LogHead Unread = new("evaluation", 0, "");

    public Period Period => View.Government.Period.Code;

    public bool IsDraft => Issued is null;

    /// <summary>The notice of an issued report. What came after it has no place in the notice: corrections, late
    /// reports and newer versions, none of which moved it.</summary>
    public static NoticeFacts Of(PeriodFacts government, ReportAsIssued issued) =>
        new(new(AtClose(government), issued.Ratings), issued);

    /// <summary>A draft, from what was filed so far.</summary>
    public static NoticeFacts DraftOf(PeriodFacts government) =>
        new(new(AtClose(government), new(Unread, "", [], null, [], [])), null);

    private static PeriodFacts AtClose(PeriodFacts government) => government with
    {
        Targets = [.. government.Targets.Select(t => t with { Newer = null, Later = null })],
    };
}
