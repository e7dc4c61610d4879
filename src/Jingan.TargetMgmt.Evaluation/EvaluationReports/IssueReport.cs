using System.Security.Cryptography;
using FluentValidation;
using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Classification.Statistics;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Refusals;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.SecondMarks;
using Jingan.TargetMgmt.Evaluation.Signing;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Requests;
using Jingan.TargetMgmt.Http.Writing;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql.Statements;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Jingan.TargetMgmt.Evaluation.EvaluationReports;

/// <summary>POST /evaluation-reports: the evaluator issues a period's report;
/// that releases its ratings to everyone at once.</summary>
internal static class IssueReport
{
    internal sealed record Response(
        Period Period, string Scheme, string IssuedAt, string Assessor, int Ratings, string Sha256);

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/evaluation-reports", Handle)
            .WithName(nameof(IssueReport))
            .WithSummary("Issue a period's evaluation report: a compact JWS signed with a registered assessor's key.")
            .Takes<ReportClaims>(CompactJws.MediaType)
            .Produces<Response>(StatusCodes.Status201Created)
            .WrittenBy(Role.Evaluator);

    private static async Task<IResult> Handle(
        HttpContext http, EvaluationDb db, AssessorStore assessors, SignedStatements statements, SchemeStore schemes,
        RatingStore ratings, EvaluationReportStore reports,
        RefusalStore refusals, IProgressFacts progress, IValidator<ReportClaims> validator)
    {
        var (jws, claims, _, refusal) = await statements.ReadAsync<ReportClaims>(http, ReportClaims.TypeName);
        if (refusal is not null)
        {
            return refusal;
        }

        if (validator.Validate(claims!) is { IsValid: false } invalid)
        {
            return invalid.ToProblem();
        }

        if (claims!.Statistics is { } statistics && StatisticsRule.Shape(statistics) is { } misshapen)
        {
            return misshapen;
        }

        return await db.WriteAsync(http, ct => PrepareAsync(
            jws!, claims, Caller.Of(http).Name, WritePipeline.IsDryRun(http) == true, db, assessors, schemes, ratings,
            reports, refusals, progress, ct), jws!.Text);
    }

    private static async Task<PreparedWrite> PrepareAsync(
        CompactJws jws, ReportClaims claims, string actor, bool isDryRun, EvaluationDb db, AssessorStore assessors,
        SchemeStore schemes, RatingStore ratings,
        EvaluationReportStore reports, RefusalStore refusals, IProgressFacts progress, CancellationToken ct)
    {
        if ((await assessors.FindSignerAsync(jws.KeyId, ct))!.Refusal is { } ended)
        {
            return ended;
        }

        var period = claims.Period;
        if (await reports.FindAsync(period, ct) is not null)
        {
            return new Problem(ProblemCode.AlreadyIssued, new(
                $"{period} 的评估报告已出具并冻结；更正请提交 supersedes 评定。",
                $"The report for {period} is issued and frozen; correct single ratings with supersedes."));
        }

        var now = db.Clock.GetUtcNow();
        var (facts, window) = await ReadClosedAsync(progress, period, ShanghaiDate.Of(now), isDryRun, ct);
        if (facts is null || window is not null)
        {
            return window ?? Problem.Invalid("/period", new("没有此填报期", "is no known period"));
        }

        var queries = new QueryBatch();
        var head = queries.AddLogHead(db.Side);
        var schemeInForce = SchemeStore.AddInForce(queries, period);
        var rated = RatingStore.AddList(queries, RatingFilter.AllOf(period), ("", ""), long.MaxValue);
        var sample = SecondMarkStore.AddMarks(queries, period);
        var counted = EvaluationReportStore.AddNewestSize(queries);
        var drawn = SecondMarkStore.AddDrawn(queries, period);
        await db.ReadAsync(queries, ct);
        var (log, inForce) = (db.HeadOf(head), rated.Rows);
        if ((await schemes.FindAsync(schemeInForce, ct))?.Scheme is not { } scheme)
        {
            return SchemeRefusal.NonePublished(ProblemCode.UnknownScheme);
        }

        var secondMarks = SecondMarkSummary.Of(sample.Rows, scheme.Colours);

        // Refusals name targets. Those of superseded ratings are looked up where such are listed.
        var listed = inForce.ToDictionary(r => r.Index, r => r.TargetId);
        var targets = claims.Ratings.All(listed.ContainsKey) ? listed : await ratings.TargetsAsync(period, ct);
        if ((IssueRule.Refusal(claims, facts, scheme, inForce, targets)
            ?? IssueRule.SecondMarks(claims, secondMarks)) is { } refusal)
        {
            return refusal;
        }

        var unrated = IssueRule.Unrated(claims, facts, scheme, inForce);
        var isSealed = inForce.Any(r => drawn.Rows.Count == 0 || secondMarks?.Missing.Contains(r.TargetId) == true);
        if (claims!.Statistics is { } statistics
            && (StatisticsRule.Sealed(statistics, isSealed)
                ?? StatisticsRule.Refusal(statistics, inForce, unrated)) is { } differ)
        {
            return differ;
        }

        var at = UtcText.Format(now);
        var refused = await refusals.SummaryAsync(counted.Rows is [var size] ? size : 0, log.Size, ct);
        var document = CanonicalJson.Of(
            new ReportDocument(
                period, at, jws.KeyId, scheme.Version, [.. scheme.Colours.OrderBy(c => c.Rank)], claims.Summary,
                claims.Statistics,
                facts.Marks.Closed, inForce, unrated, Omitted(facts, inForce), Changed(facts), SinceClose(facts),
                secondMarks, [facts.Log, log], refused, jws.Text));
        var sha256 = SHA256.HashData(document);
        var entry = ReportEntry.Of(at, actor, jws.KeyId, period, scheme.Version, Convert.ToHexStringLower(sha256),
            jws.Text, log.Size);
        return PreparedWrite.Write(
            StatusCodes.Status201Created,
            new Response(period, scheme.Version, at, jws.KeyId, inForce.Count, entry.Sha256),
            $"/api/v1/evaluation-reports/{period}",
            EvaluationReportStore.ToCommit(
                entry, document, sha256, inForce, sample.Rows.Count(m => m.Second is not null)));
    }

    // The close comes first: while reports are taken, the next one could always be filed before the next attempt to
    // issue.
    private static async Task<(PeriodFacts? Facts, Problem? Refusal)> ReadClosedAsync(
        IProgressFacts progress, Period period, DateOnly today, bool isDryRun, CancellationToken ct)
    {
        var facts = await progress.ReadPeriodAsync(period, ct);
        var refusal = facts is null ? null : IssueRule.Window(facts.Period, facts.Marks, today);
        if (facts is null || refusal is not null || facts.Marks.Closed is not null || isDryRun)
        {
            return (facts, refusal);
        }

        await progress.ReadClosedAsync(period, ct);
        facts = await progress.ReadPeriodAsync(period, ct);
        return (facts, facts is { Marks.Closed: null } ? IssueRule.NotClosed(facts.Period, facts.Marks) : null);
    }

    private static List<TargetId> Omitted(PeriodFacts facts, IReadOnlyList<RatingFact> inForce) =>
        [.. inForce.Select(r => r.TargetId).Except(facts.Targets.Select(t => t.Target.Id))];

    private static List<ReportDocument.ChangedTarget> Changed(PeriodFacts facts) =>
        [.. facts.Targets.Where(t => t.Newer is not null).Select(t => new ReportDocument.ChangedTarget(
            t.Target.Id, t.TargetVersion, t.Newer!.TargetVersion, t.Newer.SinceClose))];

    private static List<ReportDocument.LaterReport> SinceClose(PeriodFacts facts) =>
        [.. facts.Targets.SelectMany(t =>
            (t.Later ?? []).Select(r => new ReportDocument.LaterReport(t.Target.Id, r.Unit, r.Entry)))];
}
