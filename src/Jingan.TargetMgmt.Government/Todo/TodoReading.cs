using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Certification;
using Jingan.TargetMgmt.Government.Extensions;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Waiting;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Sql.Statements;

namespace Jingan.TargetMgmt.Government.Todo;

/// <summary>What somebody has to do, read from what is stored: a thing that is done is not there any more.</summary>
internal sealed class TodoReading(
    GovernmentDb db, PeriodMarker marker, WorkingDays calendar, IRatingFacts ratings, TargetDocuments documents,
    AccessTokens access)
{
    private const int MostRequests = 500;

    /// <summary>The caller's, most urgent first.</summary>
    public async Task<IReadOnlyList<TodoItem>> ReadAsync(Caller caller, CancellationToken ct)
    {
        await marker.AppendDueAsync(ct);
        var today = ShanghaiDate.Of(db.Clock.GetUtcNow());
        var days = new TodoDays(calendar, today);
        var items = caller switch
        {
            { Role: Role.Reporter, Unit: { } unit } => await OfUnitAsync(unit, caller.Signs, today, days, ct),
            { Role: Role.Office } => await OfOfficeAsync(days, ct),
            { Role: Role.Evaluator } => await OfEvaluatorAsync(today, days, ct),
            { Role: Role.Admin } => OfAdmin(days),
            _ => Enumerable.Empty<TodoItem>(),
        };
        return [.. items.OrderBy(i => i.Key, StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<TodoItem>> OfUnitAsync(
        UnitCode unit, bool signs, DateOnly today, TodoDays days, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var owed = TodoStore.AddOwed(queries, unit, today);
        var waiting = TodoStore.AddWaiting(queries, unit, today);
        var uncertified = CertifiedStore.AddUncertified(queries, unit);
        var remarks = RemarkStore.AddList(queries, new("", unit.Value, "", "open", ""), -1, MostRequests);
        var waits = WaitingStore.AddOpen(queries, unit);
        var periods = PeriodMarkStore.AddUnclosed(queries);
        await db.ReadAsync(queries, ct);
        var closing = periods.Rows.ToDictionary(p => p.Period.Code, p => p.Period.ClosesOn);
        var parts = await ReadPartsAsync(owed.Rows, unit, ct);
        return owed.Rows.Select(r => ToFile(r, parts.GetValueOrDefault(r.Counted), today, days))
            .Concat(signs ? waiting.Rows.GroupBy(w => w.Period).Select(g => ToSign(g, today, days)) : [])
            .Concat(uncertified.Rows.Select(v => ToCertify(v, days)))
            .Concat(remarks.Rows.Where(r => closing.ContainsKey(r.Period)).Select(r => days.Of(
                TodoKind.AnswerRemark,
                new($"答复区府办对 {r.TargetId} {r.Period} 填报的意见：{r.Text}",
                    $"Answer the office's remark on {r.TargetId} {r.Period}: {r.Text}"),
                closing[r.Period], $"/api/v1/remarks?target={r.TargetId}&period={r.Period}", r.Period, r.TargetId)))
            .Concat(waits.Rows.Select(w => days.Of(
                TodoKind.AnswerWaiting,
                new($"答复 {w.Unit}：{w.TargetId} {w.Title} 自 {w.Since:yyyy-MM-dd} 起等候本单位：{w.What}",
                    $"Answer {w.Unit}, who waits for your unit since {w.Since:yyyy-MM-dd} for {w.TargetId} {w.Title}: "
                        + w.What),
                null, $"/api/v1/waiting/{w.Progress}/{w.Item}/answers", w.Period, w.TargetId, w.Unit)));
    }

    // When the unit's own parts are due, by the version of the target that says it.
    private async Task<Dictionary<long, DateOnly>> ReadPartsAsync(
        IReadOnlyList<OwedReport> owed, UnitCode unit, CancellationToken ct)
    {
        var dues = new Dictionary<long, DateOnly>();
        if (owed.All(r => r.IsLead))
        {
            return dues;
        }

        await using var connection = await db.OpenAsync(ct);
        foreach (var index in owed.Where(r => !r.IsLead).Select(r => r.Counted).Distinct())
        {
            var target = (await documents.ReadAsync(connection, index, ct)).Target;
            if (target.CoUnits?.FirstOrDefault(c => c.Unit == unit)?.Due is { } due)
            {
                dues[index] = due;
            }
        }

        return dues;
    }

    private static TodoItem ToFile(OwedReport owed, DateOnly partDue, DateOnly today, TodoDays days)
    {
        var until = owed.DueOn < today ? owed.ClosesOn : owed.DueOn;
        var part = owed.IsLead ? new Text("", "")
            : partDue == default ? new("配合部分：", "our part: ")
            : new($"配合部分（{partDue:yyyy-MM-dd} 前完成）：", $"our part, due {partDue:yyyy-MM-dd}: ");
        var late = owed.DueOn < today
            ? new Text("（已逾期，仍可填报）", " (late, and still taken)")
            : new("", "");
        return days.Of(
            TodoKind.Report,
            new(
                $"填报 {owed.Period} {part.Zh}{owed.Title}{late.Zh}",
                $"Report {owed.Period}: {part.En}{owed.Title}{late.En}"),
            until, $"/api/v1/targets/{owed.TargetId}/drafts/{owed.Period}", owed.Period, owed.TargetId,
            draft: owed.DraftBy);
    }

    private static TodoItem ToCertify(UncertifiedValue value, TodoDays days) => days.Of(
        TodoKind.Certify,
        new($"认定 {value.Period} 的数值：{value.Title}", $"Certify the value of {value.Period}: {value.Title}"),
        value.ClosesOn, $"/api/v1/targets/{value.TargetId}/certified-values", value.Period, value.TargetId);

    // Where they have several days, the first.
    private static TodoItem ToSign(IGrouping<Period, WaitingDraft> drafts, DateOnly today, TodoDays days) => days.Of(
        TodoKind.Sign,
        new($"签发 {drafts.Key} 的 {drafts.Count()} 份草稿", $"Sign {drafts.Count()} drafts of {drafts.Key}"),
        drafts.Min(d => d.DueOn < today ? d.ClosesOn : d.DueOn), $"/api/v1/drafts?period={drafts.Key}", drafts.Key,
        count: drafts.Count());

    // Done where the files are: there is no route for it.
    private IEnumerable<TodoItem> OfAdmin(TodoDays days) =>
        AccessExpiry.Ending(access.Current(), db.Clock.GetUtcNow()).Select(t => days.Of(
            TodoKind.RenewAccess,
            new($"续期 {t.Name}（{Role.NameOf(t.Role).Zh}）的访问权限：{CommandFor(t)}",
                $"Renew the access of {t.Name} ({Role.NameOf(t.Role).En}): {CommandFor(t)}"),
            UtcText.TryParse(t.Expires, out var end) ? ShanghaiDate.Of(end.AddMilliseconds(-1)) : null,
            $"/logs/government/access#{t.Fingerprint[..12]}", unit: t.Unit is { } unit ? new UnitCode(unit) : null));

    private static string CommandFor(AccessToken line) =>
        line.Subject is null ? "jtm token add" : "jtm access add --replace";

    private async Task<IEnumerable<TodoItem>> OfOfficeAsync(TodoDays days, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var open = ExtensionRequestStore.AddList(queries, "", "", "open", -1, MostRequests);
        var periods = PeriodMarkStore.AddUnclosed(queries);
        await db.ReadAsync(queries, ct);
        var closing = periods.Rows.ToDictionary(p => p.Period.Code, p => p.Period.ClosesOn);
        return open.Rows.Select(r => days.Of(
            TodoKind.AnswerExtensionRequest,
            new(
                $"答复 {r.Unit} 就 {r.Period} 的延期申请：{r.Reason}",
                $"Answer {r.Unit}, who asks for more time for {r.Period}: {r.Reason}"),
            closing.TryGetValue(r.Period, out var day) ? day : null,
            $"/api/v1/extension-requests?period={r.Period}&unit={r.Unit}", r.Period, r.TargetId, r.Unit));
    }

    // How far the evaluator has come is sealed from this side until the release.
    private async Task<IEnumerable<TodoItem>> OfEvaluatorAsync(DateOnly today, TodoDays days, CancellationToken ct)
    {
        var queries = new QueryBatch();
        var closed = TodoStore.AddClosed(queries, today.Year - 1);
        await db.ReadAsync(queries, ct);
        var released = (await ratings.ReadReleasesAsync(today.Year - 1, ct)).Select(r => r.Period).ToHashSet();
        return closed.Rows.Where(period => !released.Contains(period)).Select(period => days.Of(
            TodoKind.Rate, new($"评定 {period} 并出具评估报告", $"Rate {period} and issue its report"), null,
            $"/api/v1/worklist?period={period}", period));
    }
}
