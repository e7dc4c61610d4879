namespace Jingan.TargetMgmt.Contracts;

/// <summary>What is unusual about a report. The report is taken all the same: the clerk is told,
/// and so is the evaluator.</summary>
public enum WarningCode
{
    /// <summary>A total since the year began is smaller than it was.</summary>
    ValueFell,

    /// <summary>The value is beyond the scale of what is promised, as when a unit of measure is mistaken:
    /// 36,000 of 7 万平方米.</summary>
    BeyondPlan,

    /// <summary>The value is below zero, and nothing that is promised is.</summary>
    Negative,

    /// <summary>A node that was reported done is reported open.</summary>
    NodeTakenBack,

    /// <summary>A node is said to be done before a day on which it was still reported open.</summary>
    NodeDoneBeforeOpen,

    /// <summary>The narrative is, word for word, that of the period before.</summary>
    SameNarrative,

    /// <summary>Another period that ends on the same day was reported with another value.</summary>
    OtherValueSameDay,

    /// <summary>A value that a "no change" report carries on was corrected after it.</summary>
    CarriedValueCorrected,

    /// <summary>Nobody had uploaded evidence that the report names by its hash.</summary>
    EvidenceNotHere,

    /// <summary>The same evidence had been used for another target, of this year or another.</summary>
    EvidenceReused,

    /// <summary>The content of evidence that the report names had been removed by law.</summary>
    EvidenceRemoved,
}

/// <summary>A warning 提示 about a report, computed with it and kept with it.</summary>
/// <param name="Code">What is unusual.</param>
/// <param name="Message">A Chinese sentence for the clerk and the evaluator.</param>
/// <param name="Node">Code of the node it is about; null where it is about none.</param>
/// <param name="Before">What was reported, or promised, before: a value, a day or a period;
/// null where there was nothing.</param>
/// <param name="Now">What is reported now; null where a node is open again.</param>
public sealed record ReportWarning(
    WarningCode Code, string Message, string? Node = null, string? Before = null, string? Now = null);
