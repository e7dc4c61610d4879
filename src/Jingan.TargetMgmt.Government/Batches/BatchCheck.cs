using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Drafts;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Sheets;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Importing;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Government.Batches;

/// <summary>Decides on the rows of a batch, by the rules of single reports and drafts.</summary>
internal sealed class BatchCheck(
    ProgressFiling filing, Caller caller, BatchOptions options, BatchFile file, string at,
    IReadOnlyDictionary<(TargetId, Period), StoredDraft> drafts)
{
    private static readonly SubmitProgress.Validator ReportForm = new();

    private static readonly PutDraft.Validator DraftForm = new();

    private static readonly Text Twice = new("文件中重复", "appears twice in the file");

    private static readonly Text SeveralPeriods = new(
        "同一目标一次只提交一期；请先提交较早的填报期", "one period of a target at a time; submit the earlier one first");

    private readonly DraftCheck _drafts = new(filing);

    private readonly Dictionary<string, SheetPromise> _promises =
        file.Key?.Targets.DistinctBy(t => t.TargetId).ToDictionary(t => t.TargetId) ?? [];

    // Which row is about a target for a period, and about a target at all.
    private readonly Dictionary<(TargetId, Period), int> _rows = [];
    private readonly Dictionary<TargetId, int> _targets = [];

    /// <summary>What is to become of every row.</summary>
    public async Task<IReadOnlyList<BatchOutcome>> LookAsync(CancellationToken ct)
    {
        Count();
        var (outcomes, faulty) = (new List<BatchOutcome>(file.Rows.Count), 0);
        foreach (var row in file.Rows)
        {
            // Enough to repair a file; what comes behind is not looked at.
            outcomes.Add(faulty < RequestLimits.MostErrors
                ? await LookAsync(row, ct)
                : new(row, null, ProblemCode.Invalid.Code, []));
            faulty += outcomes[^1].Code is null ? 0 : 1;
        }

        return outcomes;
    }

    private void Count()
    {
        foreach (var report in file.Rows.Select(r => r.Item).OfType<BatchReport>())
        {
            _targets[report.TargetId] = _targets.GetValueOrDefault(report.TargetId) + 1;
            if (PeriodOf(report) is { } period)
            {
                _rows[(report.TargetId, period)] = _rows.GetValueOrDefault((report.TargetId, period)) + 1;
            }
        }
    }

    private Period? PeriodOf(BatchReport report) => report.Period ?? options.Period ?? file.Key?.Period;

    private async Task<BatchOutcome> LookAsync(ImportRow<BatchReport> row, CancellationToken ct)
    {
        if (row.Item is not { } report)
        {
            return new(row, null, ProblemCode.Invalid.Code, row.Faults);
        }

        if (PeriodOf(report) is not { } period)
        {
            return BatchOutcome.Refused(row, null, Problem.Invalid("/period", new(
                "须写明填报期：逐行写，或用 ?period=", "names no period; write it in each row, or as ?period=")));
        }

        if (_rows[(report.TargetId, period)] > 1 || (!options.IsDrafts && _targets[report.TargetId] > 1))
        {
            return BatchOutcome.Refused(row, period, Problem.Invalid(
                "/targetId", _rows[(report.TargetId, period)] > 1 ? Twice : SeveralPeriods));
        }

        if (await filing.FindAsync(report.TargetId, period, ct) is not { } context)
        {
            return BatchOutcome.Refused(row, period, TargetNotFound.For(report.TargetId));
        }

        return Stale(context, period) is { } stale ? BatchOutcome.Refused(row, period, stale)
            : options.IsDrafts ? await LookAtDraftAsync(row, report, context, period, ct)
            : await LookAtReportAsync(row, report, context, period, ct);
    }

    // What the clerk compared with is not so any more. Where only something else was changed, nothing is.
    private Problem? Stale(ProgressContext context, Period period)
    {
        if (!_promises.TryGetValue(context.Counted.Target.Id.Value, out var then)
            || then.Version == context.Counted.Version)
        {
            return null;
        }

        var differences = then.DifferencesTo(SheetPromise.Of(context.Counted, period)).ToList();
        return differences.Count == 0 ? null : new(ProblemCode.SheetStale, new(
            $"目标在填报表下载后已调整（{string.Join("；", differences.Select(d => d.Zh))}）；请重新下载填报表",
            $"the target was changed since the sheet was made ({string.Join("; ", differences.Select(d => d.En))}); "
                + "get the sheet again"));
    }

    private async Task<BatchOutcome> LookAtReportAsync(
        ImportRow<BatchReport> row, BatchReport report, ProgressContext context, Period period, CancellationToken ct)
    {
        var request = report.ToDraft().ToReport(period, report.Signatory ?? options.Signatory ?? "");
        if (ReportForm.Validate(request) is { IsValid: false } faulty)
        {
            return BatchOutcome.Refused(row, period, faulty.ToProblem());
        }

        var filed = await filing.PrepareAsync(context, request, new(Confirmation.Named), ct);
        return filed.Refusal is { } refusal
            ? BatchOutcome.Refused(row, period, refusal)
            : new(row, filed.Entry!.Period, null, [])
            {
                Entry = filed.Entry, Unit = filed.Unit, Warnings = WarningsOf(filed),
            };
    }

    private async Task<BatchOutcome> LookAtDraftAsync(
        ImportRow<BatchReport> row, BatchReport report, ProgressContext context, Period period, CancellationToken ct)
    {
        var content = report.ToDraft();
        if (((DraftForm.Validate(content) is { IsValid: false } faulty ? faulty.ToProblem() : null)
            ?? DraftSaving.Refusal(context, period, caller)) is { } refusal)
        {
            return BatchOutcome.Refused(row, period, refusal);
        }

        var before = drafts.GetValueOrDefault((report.TargetId, period));
        var saved = DraftSaving.Over(before, context, period, content, caller, at);
        var look = await _drafts.LookAsync(saved.ToDraft()!, context, caller.Name, ct);
        return new(row, period, null, [])
        {
            Draft = DraftSaving.ToWrite(saved, before),
            Warnings =
            [
                .. DraftCheck.FaultsOf(look.Refusal).Select(f => row.Tell(f.Pointer ?? "", f.Message)),
                .. WarningsOf(look),
            ],
        };
    }

    private static IReadOnlyList<string> WarningsOf(Filing filed) =>
        [.. (filed.Entry?.Warnings ?? []).Select(w => w.Message)];
}
