using System.Text;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.Access;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Refusals;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.SecondMarks;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Certification;
using Jingan.TargetMgmt.Government.Drafts;
using Jingan.TargetMgmt.Government.Evidence;
using Jingan.TargetMgmt.Government.Extensions;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Public;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Government.Seeds;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Todo;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Government.Waiting;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Http.Webhooks;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Sql.Dialects;
using Jingan.TargetMgmt.Tests.Government;
using Jingan.TargetMgmt.Tests.Log;

namespace Jingan.TargetMgmt.Tests.Sql;

/// <summary>Both sides, filled by the statements that the service itself uses.</summary>
public sealed class FilledDatabases : IDisposable
{
    private TemporaryDatabase<GovernmentDb>? _government;
    private TemporaryDatabase<EvaluationDb>? _evaluation;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal SideLog this[string side] => side == GovernmentDb.Name ? _government!.Db : _evaluation!.Db;

    /// <summary>Before the first test; the others share them.</summary>
    public async ValueTask FillAsync(SqlDialect engine)
    {
        if (_government is not null)
        {
            return;
        }

        (_government, _evaluation) = (TemporaryDatabase.Government(engine), TemporaryDatabase.Evaluation(engine));
        const string At = "2018-07-01T01:02:03.000Z";
        var january = new Period("2018-01");
        await new GovernmentSeeds(_government.Db, () => new TargetValidator()).LoadAsync(Repository.SeedFolder, Ct);
        await _government.Db.MarkerOf().AppendDueAsync(Ct);
        await CommitAsync(
            _government.Db,
            ExtensionStore.ToCommit(new(new("2018-06"), new("LSJ"), null, new(2018, 7, 31), "系统升级", "office", At)),
            PeriodMarkStore.ToClosing(
                new(new(new(january, january.StartsOn, january.EndsOn, january.StartsOn, january.EndsOn,
                    january.EndsOn), 1, 0), 0, january.EndsOn, 30),
                PeriodClosedEntry.Of(At, january, 168, CloseCause.WindowEnded)),
            ProgressCommit.Of(
                new(
                    1, "progress", At, "lsj-1", new("JA2018-028"), 1, january, new("LSJ"), 1, 0.1m, false, null, "已完成",
                    null, null, null, [], "王五",
                    Timeliness.OnTime, UnderExtension: true),
                periodVersion: 1, isFirst: true),
            WithMemory(ProgressCommit.Of(new(
                1, "progress", At, "lsj-1", new("JA2018-028"), 1, new("2018-06"), new("LSJ"), 1, 3.1m, false, null,
                "已完成", null, null, null, [new('d', 64)], "王五",
                Timeliness.OnTime, UnderExtension: false, EvidenceNotes: [],
                WaitsFor: [new(new(2018, 6, 11), "用地批复", new("FGW"))]), periodVersion: 1, isFirst: true)));

        var filed = _government.Db.Log.Newest!.Size - 2;
        var sha256 = new string('d', 64);
        await CommitAsync(
            _government.Db,
            EvidenceStore.ToCommit(new(
                null, sha256, new("LSJ"), 482_113, "application/pdf", "验收单", new(2018, 6, 30), "lsj-1", At, null, [])),
            EvidenceStore.ToRemoval(new(null, sha256, "区人民法院", "含个人信息", "office", At)));

        var asked = new ExtensionRequest(null, january, new("LSJ"), null, null, "停电", "lsj-1", At,
            ExtensionRequestState.Open, null, []);
        await CommitAsync(_government.Db, ExtensionRequestStore.ToCommit(asked));
        await CommitAsync(_government.Db, ExtensionRequestStore.ToAnswer(
            asked.With(new(null, true, new(2018, 8, 1), "同意", "office", At)), _government.Db.Log.Newest!.Size - 1));

        var draft = new StoredDraft(new("JA2018-028"), "", january, new("LSJ"), 1, 1, "{}", At, At, "lsj-1", null);
        await CommitAsync(
            _government.Db,
            UnitStore.ToCommit(new(new("JD-901"), "合成数据", UnitKind.Subdistrict, true), 1, At, "office"),
            new(null, [DraftStore.ToFirst(draft)]),
            new(null, [CalendarStore.ToFirst("ff", "aa", At)]));
        await CommitAsync(_government.Db, CertifiedStore.ToCommit(CertifiedValueEntry.Of(
            At, "tjj-1", new("JA2018-003"), 1, new("2018-06"), new("TJJ"), 1, 118.6m, null, null, null, null,
            late: false)));
        await CommitAsync(_government.Db, WaitingStore.ToCommit(new(
            filed + 1, 1, new("JA2018-028"), new("2018-06"), new("LSJ"), new("FGW"), false, new(2018, 7, 20), "已报市局",
            "fgw-1", At)));
        await CommitAsync(_government.Db, PublicPageStore.ToCommit(
            PublicPageEntry.Of(At, "office", 1, open: true, "接受监督")));
        var remarked = new Remark(null, new("JA2018-028"), january, new("LSJ"), 1, filed, RemarkCode.Unclear, "不清楚",
            "office", At, RemarkState.Open, null);
        await CommitAsync(_government.Db, RemarkStore.ToCommit(remarked, isClosed: true));
        await CommitAsync(_government.Db, ProgressCommit.Of(
            new(
                1, "progress", At, "lsj-1", new("JA2018-028"), 1, january, new("LSJ"), 2, 0.2m, false, null, "已说明",
                null, null, null, [], "王五", Timeliness.OnTime, UnderExtension: true,
                AnswersRemarks: [_government.Db.Log.Newest!.Size - 1]),
            periodVersion: 1, isFirst: false));

        await CommitAsync(_government.Db, TargetCommit.Of(
            new(
                new("JA2018-901"), 2018, TargetLevel.Departmental, "测试", "合成数据", TargetNature.Anticipated,
                TargetKind.Qualitative, new("LSJ"), "合成数据",
                Frequency: ReportingFrequency.Quarterly),
            1, At, "office"));

        using var example = System.Text.Json.JsonDocument.Parse(ColourScheme.Example2018Utf8);
        using var key = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var signer = new Signer("assessor-1", "", "assessor-1", null, null, 0);
        await CommitAsync(
            _evaluation.Db,
            AssessorStore.ToCommit(AssessorEntry.Of(At, "evaluator", "assessor-1", Jwk.Of(key), "赵六", null, 0, "h.p.s"),
                "assessor-1", 0),
            SchemeStore.ToCommit(ColourScheme.Example2018, example.RootElement, At, "evaluator"),
            SecondMarkStore.ToCommit(
                SampleEntry.Of(At, "evaluator", new("2018-06"), new('0', 64), 7, 0.15m, null, [new("toward-target", 1)],
                    [new("JA2018-028")]),
                new Dictionary<TargetId, string> { [new("JA2018-028")] = "toward-target" }),
            RatingStore.ToCommit(
                new(1, "rating", At, "evaluator", "assessor-1", new("2018-06"), new("JA2018-028"), 1, "toward-target",
                    "yellow", "yellow", "2018.1", null,
                    new(6, new(2018, 6, 30), false, false, Direction.Increase, 3.1m, 0, 7, 3.5m, 0.885714m, 5.714286m,
                        null, "31/35", null, null, false, "yellow", null), [new("LSJ")], "h.p.s"),
                new("LSJ"), signer, isMarked: false),
            SecondMarkStore.ToCommit(
                new(1, "second-mark", At, "evaluator", "assessor-1", new("2018-06"), new("JA2018-028"), 1,
                    "toward-target", "yellow", "yellow", "2018.1", 3,
                    new(6, new(2018, 6, 30), false, false, Direction.Increase, 3.1m, 0, 7, 3.5m, 0.885714m, 5.714286m,
                        null, "31/35", null, null, false, "yellow", null), [new("LSJ")], "h.p.s", 7),
                signer));
        var rating = new RatingFact(
            3, new('0', 64), new("2018-06"), new("JA2018-028"), 1, new("LSJ"), "toward-target", "yellow", "yellow",
            "2018.1", "", null, null, null, null, "assessor-1", At, false);
        await CommitAsync(_evaluation.Db, WithMemory(EvaluationReportStore.ToCommit(
            ReportEntry.Of(At, "evaluator", "assessor-1", new("2018-06"), "2018.1", new('0', 64), "h.p.s", 4),
            Encoding.UTF8.GetBytes("{}"), new byte[32], [rating], 1)));
        using var next = System.Security.Cryptography.ECDsa.Create(
            System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        await CommitAsync(
            _evaluation.Db,
            ConflictStore.ToCommit(
                ConflictEntry.Of(At, "evaluator", "assessor-1", new("LSJ"), "曾任职", ended: false, "h.p.s"), signer,
                "assessor-1"),
            AssessorStore.ToCommit(
                AssessorEntry.Of(At, "evaluator", "assessor-2", Jwk.Of(next), "赵六", "assessor-1", null, "h.p.s"),
                "assessor-1", 1),
            AssessorStore.ToRevocation(RevocationEntry.Of(At, "evaluator", "assessor-1", "遗失", At, "h.p.s"),
                "assessor-2"),
            RefusalStore.ToCommit(
                new(new("admin", "admin", "DELETE", "/ratings"), new(2018, 7, 1, 0, 0, 0, TimeSpan.Zero), 1), At));
        await FillAccessAsync(_government.Db);
        var approved = await FillAccessAsync(_evaluation.Db);
        await CommitAsync(_evaluation.Db, ApprovalStore.ToCommit(AccessApprovalEntry.Of(
            At, "evaluator", new("h.p.s", "ES256", "assessor-2", []), approved)));
        await FillWebhooksAsync(_government.Db);
        await FillWebhooksAsync(_evaluation.Db);
        await FillLogAsync(_government.Db);
        await FillLogAsync(_evaluation.Db);
    }

    private static async Task FillWebhooksAsync(SideLog db) => await CommitAsync(
        db, WebhookStore.ToCommit(
            WebhookStore.ToBegin("office", 0),
            WebhookStore.ToAdd(WebhookMessage.Of(
                "office", new("government-1", WebhookType.PeriodOpened, "2018-07-01T01:02:03.000Z", null, new { }),
                new(2018, 7, 1, 1, 2, 3, TimeSpan.Zero)))));

    // One that has ended, and one in force.
    private static async Task<AccessTerm> FillAccessAsync(SideLog db)
    {
        const string At = "2018-07-01T01:02:03.000Z";
        foreach (var fingerprint in (string[])[new('e', 64), new('f', 64)])
        {
            await CommitAsync(db, AccessStore.ToCommit(new(1, "access", At, "service", "evaluator", "evaluator", null,
                fingerprint, "2099-01-01T00:00:00.000Z")));
        }

        await CommitAsync(db, AccessStore.ToEnd((await db.FindOpenAccessAsync(new('e', 64), Ct))!, At));
        return (await db.FindOpenAccessAsync(new('f', 64), Ct))!;
    }

    // Enough for a completed tile, and a witness's line.
    private static async Task FillLogAsync(SideLog db)
    {
        await CommitAsync(db, [.. Enumerable.Range(0, 256).Select(i => new CommitUnit([(byte)i], []))]);
        await CommitAsync(
            db, new CommitUnit(
                null, [new("insert into log_cosignature (size, witness, at, line) values (@size, 'w', 1, 'l')", new
                {
                    size = db.Log.Newest!.Size,
                })]));
        await CommitAsync(db, IdempotencyStore.RememberUnchanged("caller", "unchanged", new byte[32], [], 0));
    }

    public void Dispose()
    {
        _government?.Dispose();
        _evaluation?.Dispose();
    }

    private static CommitUnit WithMemory(CommitUnit unit) =>
        unit with
        {
            Statements = [.. unit.Statements, IdempotencyStore.Remember("caller", "key", new byte[32], 201, null, [])],
        };

    private static async Task CommitAsync(SideLog db, params CommitUnit[] units) =>
        Assert.False((await db.Queue.CommitAsync(units, Ct)).IsConflict);
}
