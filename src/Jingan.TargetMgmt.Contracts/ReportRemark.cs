namespace Jingan.TargetMgmt.Contracts;

/// <summary>What the district office remarks on a progress report. It changes nothing of the report.</summary>
public enum RemarkCode
{
    /// <summary>What was done does not become clear.</summary>
    Unclear,

    /// <summary>What is said is not shown by any evidence.</summary>
    EvidenceMissing,

    /// <summary>What is said belongs to another period.</summary>
    WrongPeriod,

    /// <summary>Something else, as the text says.</summary>
    Other,
}

/// <summary>The district office's remark 区府办意见 on one revision of a progress report. State and timeliness stay
/// what they were.</summary>
/// <param name="Index">Its index in the government log.</param>
/// <param name="Revision">The revision that it is about.</param>
/// <param name="Code">What kind of remark.</param>
/// <param name="Text">What the office says.</param>
/// <param name="RemarkedBy">Who made it.</param>
/// <param name="RemarkedAt">UTC instant, see <see cref="UtcText"/>.</param>
/// <param name="AnsweredBy">The unit's revision that names it; null while it is open.</param>
public sealed record ReportRemark(
    long Index, long Revision, RemarkCode Code, string Text, string RemarkedBy, string RemarkedAt, long? AnsweredBy);
