using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>Why a draft would not be taken as a report now.</summary>
/// <param name="Code">The code of the refusal.</param>
/// <param name="Pointer">The member; null where it is none.</param>
internal sealed record DraftFault(string Code, string? Pointer, string Message);

/// <summary>Looks at a draft as if it were submitted now.</summary>
internal sealed class DraftCheck(ProgressFiling filing)
{
    private static readonly SubmitProgress.Validator Form = new();

    /// <summary>What would become of it.</summary>
    public async Task<Filing> PrepareAsync(Draft draft, string signatory, FiledBy by, CancellationToken ct)
    {
        var report = draft.Content.ToReport(draft.Period, signatory);
        return Form.Validate(report) is { IsValid: false } faulty
            ? new(faulty.ToProblem())
            : await filing.PrepareAsync(draft.TargetId, report, by, ct);
    }

    /// <summary>The refusal, fault by fault.</summary>
    public static IReadOnlyList<DraftFault> FaultsOf(Problem? refusal) =>
        refusal is null ? []
        : refusal.Errors is { } errors
            ? [.. errors.SelectMany(e => e.Value.Select(m => new DraftFault(refusal.Code.Code, e.Key, m)))]
        : [new(refusal.Code.Code, null, refusal.Detail.Current)];
}
