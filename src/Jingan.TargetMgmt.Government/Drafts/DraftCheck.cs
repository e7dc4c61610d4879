using Jingan.TargetMgmt.Contracts;
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

    /// <summary>What becomes of it when somebody signs it.</summary>
    public Task<Filing> PrepareAsync(Draft draft, string signatory, FiledBy by, CancellationToken ct) => PrepareAsync(
        draft, signatory, report => filing.PrepareAsync(draft.TargetId, report, by, ct));

    /// <summary>What would become of it as it is, by whoever looks.</summary>
    /// <param name="context">What it stands on.</param>
    public Task<Filing> LookAsync(Draft draft, ProgressContext context, string name, CancellationToken ct) =>
        PrepareAsync(
            draft, name, report => filing.PrepareAsync(context, report, new(Confirmation.OnePerson), ct));

    private static Task<Filing> PrepareAsync(
        Draft draft, string signatory, Func<SubmitProgress.Request, Task<Filing>> prepare)
    {
        var report = draft.Content.ToReport(draft.Period, signatory);
        return Form.Validate(report) is { IsValid: false } faulty
            ? Task.FromResult(new Filing(faulty.ToProblem()))
            : prepare(report);
    }

    /// <summary>The refusal, fault by fault.</summary>
    public static IReadOnlyList<DraftFault> FaultsOf(Problem? refusal) =>
        refusal is null ? []
        : refusal.Errors is { } errors
            ? [.. errors.SelectMany(e => e.Value.Select(m => new DraftFault(refusal.Code.Code, e.Key, m)))]
        : [new(refusal.Code.Code, null, refusal.Detail.Current)];
}
