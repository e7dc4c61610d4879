using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.WorkReports;

/// <summary>What speaks against a proposal, and so how sure it is.</summary>
internal sealed class Doubts
{
    private readonly List<string> _reasons = [];

    public Certainty Certainty { get; private set; } = Certainty.High;

    public IReadOnlyList<string> Reasons => _reasons.Count > 0 ? [.. _reasons] : [AllSaid.Current];

    public void Add(bool applies, Certainty atMost, string zh, string en)
    {
        if (applies)
        {
            _reasons.Add(new Text(zh, en).Current);
            Certainty = atMost > Certainty ? atMost : Certainty;
        }
    }

    private static readonly Text AllSaid = new(
        "在工作安排部分，事项、数字、单位齐全", "stands in the plan, with what is to be done, number and unit");
}
