using FluentValidation;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Government.Drafts;

/// <summary>POST /drafts/submit: who signs for the unit makes reports of its drafts, all of them or none.</summary>
internal static class SubmitDrafts
{
    /// <summary>The draft that the caller has seen.</summary>
    internal sealed record Seen(TargetId TargetId, Period Period, string Etag);

    internal sealed record Request(IReadOnlyList<Seen> Drafts);

    /// <summary>The reports, in the order of the drafts.</summary>
    internal sealed record Response(IReadOnlyList<ProgressRevision> Reports);

    /// <summary>A draft that is not taken, and so none is.</summary>
    internal sealed record Refused(
        TargetId TargetId, Period Period, string Code, string Message, IReadOnlyList<DraftFault> Faults, Draft? Draft);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/drafts/submit", Handle)
            .WithName(nameof(SubmitDrafts))
            .WithSummary(
                "Sign your unit's drafts and submit them, all or none; each becomes a report with its operator and its "
                    + "signatory.")
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Reporter)
            .Validate<Request>();

    private static Task<IResult> Handle(
        Request request, HttpContext http, GovernmentDb db, PeriodMarker marker, UnitStore units,
        TargetDocuments documents, IRatingFacts ratings) => marker.WriteAsync(http, async ct =>
    {
        var caller = Caller.Of(http);
        var unit = caller.Unit!.Value;
        var isOnePerson = (await units.FindAsync(unit, ct))?.Unit.OnePersonSigns == true;
        if (!caller.Signs && !isOnePerson)
        {
            return new Problem(ProblemCode.SignatoryRequired, new(
                "草稿须由本单位的签发人提交；请签发人用其令牌签发（令牌由系统管理员以 jtm token add --signs 发放），或由区府办把本单位设为一人签发。",
                "Drafts are submitted by who signs for your unit; let that person do it (administrators issue such "
                    + "tokens with jtm token add --signs), or ask the district office to let one person sign."));
        }

        var queries = new QueryBatch();
        var found = request.Drafts.Select(d => DraftStore.AddFind(queries, d.TargetId, unit, d.Period)).ToList();
        await db.ReadAsync(queries, ct);
        await using var connection = await db.OpenAsync(ct);
        var check = new DraftCheck(new(db, connection, documents, new(ratings), caller, db.Clock.GetUtcNow()));
        List<Refused> refused = [];
        List<ProgressRevision> reports = [];
        List<CommitUnit> commits = [];
        foreach (var (seen, rows) in request.Drafts.Zip(found))
        {
            var stored = rows.Rows is [var row] ? row : null;
            var filing = await PrepareAsync(check, seen, stored, caller, isOnePerson, ct);
            if (filing.Refusal is { } refusal)
            {
                refused.Add(new(
                    seen.TargetId, seen.Period, refusal.Code.Code, refusal.Detail.Current,
                    DraftCheck.FaultsOf(refusal), stored?.ToDraft()));
                continue;
            }

            reports.Add(ProgressRevision.Of(filing.Entry!, null));
            commits.Add(filing.Unit! with
            {
                Statements = [.. filing.Unit!.Statements, DraftStore.ToSubmitted(stored!)],
            });
        }

        return refused.Count > 0
            ? DraftsRefused(refused, request.Drafts.Count)
            : PreparedWrite.Write(
                StatusCodes.Status201Created, new Response(reports), $"/api/v1/progress?period={reports[0].Period}",
                [.. commits]);
    });

    private static async Task<Filing> PrepareAsync(
        DraftCheck check, Seen seen, StoredDraft? stored, Caller caller, bool isOnePerson, CancellationToken ct)
    {
        if (stored?.ToDraft() is not { } draft || draft.Etag != seen.Etag)
        {
            return new(DraftChanged.For(stored));
        }

        var isSecond = caller.Signs && draft.Operator != caller.Name;
        return isSecond || isOnePerson
            ? await check.PrepareAsync(
                draft, caller.Name,
                new(isSecond ? Confirmation.TwoPeople : Confirmation.OnePerson, draft.Operator, draft.OpenedAt), ct)
            : new(new Problem(ProblemCode.SecondPersonRequired, new(
                $"草稿由 {draft.Operator} 本人保存，须由另一人签发；请经办人重新保存，或由另一位签发人提交。",
                $"{draft.Operator} saved the draft and cannot sign it too; let the operator save it again, or another "
                    + "signatory submit it.")));
    }

    private static Problem DraftsRefused(List<Refused> refused, int all) => new(
        ProblemCode.DraftsRefused, new(
            $"{all} 份草稿中有 {refused.Count} 份不能提交（见 refused）；请改正，或去掉它们后重新提交。未保存任何内容。",
            $"{refused.Count} of {all} drafts cannot be submitted (see refused); correct them, or send again without "
                + "them; nothing was stored."))
    {
        Extensions = new Dictionary<string, object?> { ["refused"] = refused },
    };

    internal sealed class Validator : AbstractValidator<Request>
    {
        private const int MostDrafts = 500;

        public Validator()
        {
            RuleFor(r => r.Drafts).NotEmpty().Saying("至少一份草稿", "at least one draft");
            RuleFor(r => r.Drafts).Most(MostDrafts, "份");
            RuleFor(r => r.Drafts).Must(d => d.All(s => s is not null)).Saying("不得含 null", "must not contain null");
            RuleFor(r => r.Drafts)
                .Must(d => d.Where(s => s is not null).Select(s => s.TargetId).Distinct().Count() == d.Count(s =>
                    s is not null))
                .Saying("同一目标一次只提交一期；请先提交较早的填报期", "one period of a target at a time; submit the earlier one first");
        }
    }
}
