using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>What a batch is to become.</summary>
/// <param name="Period">The period of the rows that name none; null where each names its own.</param>
/// <param name="IsDrafts">Whether the rows become drafts, or reports at once.</param>
/// <param name="IsRowByRow">Whether a faulty row keeps the others back.</param>
/// <param name="Signatory">Who signs the rows that name nobody.</param>
internal sealed record BatchOptions(Period? Period, bool IsDrafts, bool IsRowByRow, string? Signatory)
{
    /// <summary>The options, or what is wrong with them.</summary>
    public static (BatchOptions? Options, Problem? Refusal) Read(
        Period? period, string? into, string? mode, string? signatory)
    {
        List<(string, string)> faults = [];
        if (into is not (null or "reports" or "drafts"))
        {
            faults.Add(("/into", new Text(
                $"收到“{RefusedValueException.Quote(into)}”；须为 reports 或 drafts",
                $"is \"{RefusedValueException.Quote(into)}\"; write reports or drafts").Current));
        }

        if (mode is not (null or "all" or "rows"))
        {
            faults.Add(("/mode", new Text(
                $"收到“{RefusedValueException.Quote(mode)}”；须为 all 或 rows",
                $"is \"{RefusedValueException.Quote(mode)}\"; write all or rows").Current));
        }

        return faults.Count > 0
            ? (null, Problem.Invalid(faults))
            : (new(period, into == "drafts", mode == "rows", signatory), null);
    }
}
