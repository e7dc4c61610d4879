using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Evaluation.Access;
using Jingan.TargetMgmt.Evaluation.Store;
using Jingan.TargetMgmt.Government.Calendar;
using Jingan.TargetMgmt.Government.Certification;
using Jingan.TargetMgmt.Government.Evidence;
using Jingan.TargetMgmt.Government.Extensions;
using Jingan.TargetMgmt.Government.Periods;
using Jingan.TargetMgmt.Government.Progress;
using Jingan.TargetMgmt.Government.Public;
using Jingan.TargetMgmt.Government.Remarks;
using Jingan.TargetMgmt.Government.Seeds;
using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Government.Targets;
using Jingan.TargetMgmt.Government.Units;
using Jingan.TargetMgmt.Government.Waiting;
using Jingan.TargetMgmt.Http.Access;
using Jingan.TargetMgmt.Log;
using Jingan.TargetMgmt.Log.Reading;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Writing;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Tests.Government;
using Jingan.TransparencyLog;
using Unit = Jingan.TargetMgmt.Contracts.Unit;

namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <summary>Both sides of a year by the statements that the service itself uses: 2018-04 and 2018-05 released, 2018-06
/// not; every table has an old row and a new one.</summary>
internal sealed partial class StoredYear(SideLog government, SideLog evaluation)
{
    public const string At = "2018-07-01T01:02:03.000Z";

    private static readonly Period[] Periods = [new("2018-04"), new("2018-05"), new("2018-06")];

    private static readonly (TargetId Target, UnitCode Unit)[] Targets =
    [
        (new("JA2018-028"), new("LSJ")), (new("JA2018-003"), new("FGW")), (new("JA2018-033"), new("FGJ")),
    ];

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public async Task FillAsync()
    {
        await FillGovernmentAsync();
        await FillEvaluationAsync();
        foreach (var db in (SideLog[])[government, evaluation])
        {
            await FillAccessAsync(db);
            await CommitAsync(
                db, [.. Enumerable.Range(0, 300).Select(i => new CommitUnit([(byte)i, (byte)(i >> 8)], []))]);
            await CosignAsync(db);
            foreach (var key in (string[])["one", "two"])
            {
                await db.Queue.CommitAsync(
                    [IdempotencyStore.RememberUnchanged("caller", key, new byte[32], [(byte)key[0]], 1)],
                    CancellationToken.None);
            }
        }
    }

    // Two that have ended and one in force; on the evaluator's side two are approved.
    private static async Task FillAccessAsync(SideLog db)
    {
        foreach (var fingerprint in (string[])[new('d', 64), new('e', 64), new('f', 64)])
        {
            await CommitAsync(db, AccessStore.ToCommit(new(1, "access", At, "service", "evaluator", "evaluator", null,
                fingerprint, "2099-01-01T00:00:00.000Z")));
            var term = (await db.FindOpenAccessAsync(fingerprint, CancellationToken.None))!;
            if (db is EvaluationDb && fingerprint[0] != 'd')
            {
                await CommitAsync(db, ApprovalStore.ToCommit(AccessApprovalEntry.Of(
                    At, "evaluator", new("h.p.s", "ES256", "assessor-3", []), term)));
            }

            if (fingerprint[0] != 'f')
            {
                await CommitAsync(db, AccessStore.ToEnd(term, At));
            }
        }
    }

    private async Task FillGovernmentAsync()
    {
        await new GovernmentSeeds((GovernmentDb)government, () => new TargetValidator())
            .LoadAsync(Repository.SeedFolder, CancellationToken.None);
        await ((GovernmentDb)government).MarkerOf().AppendDueAsync(CancellationToken.None);
        foreach (var period in Periods)
        {
            foreach (var (target, unit) in Targets)
            {
                await CommitAsync(government, Remembered(
                    $"{target}-{period}", ProgressCommit.Of(Report(target, unit, period, 1, 3.1m), 1, isFirst: true)));
            }
        }

        var (first, lead) = Targets[0];
        await CommitAsync(government, ProgressCommit.Of(Report(first, lead, Periods[0], 2, 3.2m), 1, isFirst: false));
        foreach (var period in Periods[1..])
        {
            await CloseAsync(period);
            await CommitAsync(government,
                ProgressCommit.Of(Report(first, lead, period, 2, null, underExtension: true), 1, isFirst: true));
        }

        await CommitAsync(government, ProgressCommit.Of(
            Report(first, lead, Periods[2], 3, 3.3m, underExtension: true) with
            {
                WaitsFor = [
                    new(new(2018, 6, 11), "用地批复", Targets[1].Unit, Targets[1].Target),
                    new(new(2018, 6, 12), "图纸", Targets[2].Unit),
                ],
            }, 1, isFirst: false));
        var newest = (await government.ReadLogHeadAsync(CancellationToken.None)).Size - 1;
        foreach (var (item, expected) in ((long, DateOnly?)[])[(1, new(2018, 7, 20)), (2, null)])
        {
            await CommitAsync(government, WaitingStore.ToCommit(new(
                newest, item, first, Periods[2], lead, Targets[item].Unit, expected is null, expected, "已报市局", "fgw-1",
                At)));
        }

        await CommitAsync(
            government,
            ExtensionStore.ToCommit(new(Periods[0], lead, null, new(2018, 7, 31), "系统升级", "office", At)),
            ExtensionStore.ToCommit(new(Periods[2], lead, first, new(2018, 8, 31), "补报", "office", At)));
        await AskAsync(lead, first, new(2018, 8, 31));
        await AskAsync(lead, null, null);
        await RemarkAsync(first, lead, 3, newest);
        foreach (var revision in (long[])[1, 2])
        {
            await CommitAsync(government, CertifiedStore.ToCommit(CertifiedValueEntry.Of(
                At, "tjj-1", first, 1, Periods[2], new("TJJ"), revision, 3.05m, new(2018, 5, 31), null, "统计月报",
                revision == 1 ? null : "更正", late: true)));
        }

        foreach (var (unit, title) in ((UnitCode, string?)[])[(lead, "验收单"), (Targets[1].Unit, null)])
        {
            await CommitAsync(government, EvidenceStore.ToCommit(new(
                null, new('d', 64), unit, 482_113, "application/pdf", title, title is null ? null : new(2018, 6, 30),
                "lsj-1", At, null, [])));
        }

        await CommitAsync(
            government, EvidenceStore.ToRemoval(new(null, new('d', 64), "区人民法院", "含个人信息", "office", At)));
        foreach (var version in (long[])[1, 2])
        {
            await CommitAsync(government, PublicPageStore.ToCommit(
                PublicPageEntry.Of(At, "office", version, open: version == 1, "接受监督")));
        }

        var stored = JsonSerializer.Deserialize((await ReadAsync("target_version", $"target_id = '{first}'")),
            GovernmentEntries.Format.TargetEntry)!.Target;
        await CommitAsync(
            government,
            UnitStore.ToCommit(
                new Unit(lead, "绿化市容局（新）", UnitKind.Department, OnePersonSigns: true), 2, At, "admin"),
            TargetCommit.Of(stored with
            {
                Title = stored.Title + "（调整）",
                Frequency = ReportingFrequency.In([Periods[2], new("2018-12")]),
            }, 2, At, "office"),
            PeriodStore.ToCommit(
                new(Periods[0], Periods[0].StartsOn, Periods[0].EndsOn, new(2018, 4, 1), new(2018, 5, 10),
                    new(2018, 5, 20)), 2, At, "office"));
    }

    private async Task AskAsync(UnitCode unit, TargetId? target, DateOnly? granted)
    {
        var asked = new ExtensionRequest(
            null, Periods[2], unit, target, granted, "停电", "lsj-1", At, ExtensionRequestState.Open, null, []);
        await CommitAsync(government, ExtensionRequestStore.ToCommit(asked));
        var index = (await government.ReadLogHeadAsync(CancellationToken.None)).Size - 1;
        await CommitAsync(government, ExtensionRequestStore.ToAnswer(
            asked.With(new(null, granted is not null, granted, "已核", "office", At)), index));
    }

    private async Task RemarkAsync(TargetId target, UnitCode unit, long revision, long filed)
    {
        await CommitAsync(government, RemarkStore.ToCommit(
            new(null, target, Periods[2], unit, revision, filed, RemarkCode.EvidenceMissing, "缺佐证", "office", At,
                RemarkState.Open, null), isClosed: true));
        var index = (await government.ReadLogHeadAsync(CancellationToken.None)).Size - 1;
        await CommitAsync(government, ProgressCommit.Of(
            Report(target, unit, Periods[2], revision + 1, 3.4m, underExtension: true) with
            {
                AnswersRemarks = [index],
            }, 1, isFirst: false));
    }

    private async Task CloseAsync(Period period)
    {
        var size = (await government.ReadLogHeadAsync(CancellationToken.None)).Size;
        var unclosed = new UnclosedPeriod(
            new(new(period, period.StartsOn, period.EndsOn, period.StartsOn, period.EndsOn, period.EndsOn), 1, 0), 0,
            period.EndsOn, 30);
        await CommitAsync(government,
            PeriodMarkStore.ToClosing(unclosed, PeriodClosedEntry.Of(At, period, size, CloseCause.WindowEnded)));
    }

    private static ProgressEntry Report(
        TargetId target, UnitCode unit, Period period, long revision, decimal? value,
        bool underExtension = false) => new(
        1, "progress", At, "reporter", target, 1, period, unit, revision, value, false,
        value is null ? [new("1", new(2018, 6, 1))] : null, "已完成", null, null, null,
        [new('d', 64), new('e', 64)], "王五",
        Timeliness.OnTime, underExtension, EvidenceNotes: []);

    private static RatingEntry Rating(
        TargetId target, UnitCode unit, Period period, string kid, string colour, long? supersedes) =>
        new(1, "rating", At, "evaluator", kid, period, target, 1, null, colour, null, "2018.1", supersedes, Inputs,
            [unit], "h.p.s");

    private static SecondMarkEntry Mark(TargetId target, UnitCode unit, Period period, string kid, long rating) =>
        new(1, "second-mark", At, "evaluator", kid, period, target, 1, null, "red", null, "2018.1", rating, Inputs,
            [unit], "h.p.s", 7);

    private static SuggestionInputs Inputs =>
        new(6, new(2018, 6, 30), false, false, Direction.Increase, 3.1m, 0, 7, 3.5m, 0.885714m, 5.714286m, null,
            "31/35", null, null, false, "yellow", null);

    private static async Task CosignAsync(SideLog db)
    {
        foreach (var name in (string[])["witness.example/a", "witness.example/b"])
        {
            var witness = CosignatureSigner.NewEd25519(name);
            Assert.True(SignedNote.TryParse(db.Log.Newest!.Note, out var note, out _));
            var line = new CosignatureLine(
                witness.VerifierKey, 1_530_406_923, Cosignature.Sign(witness, 1_530_406_923, note.Text.Span));
            await CommitAsync(db, line.ToCommit(db.Log.Newest.Size));
        }
    }

    private async Task<byte[]> ReadAsync(string table, string where)
    {
        await using var connection = await government.OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"select e.data from {table} t join log_entry e on e.idx = t.log_index where t.{where} and t.version = 1";
        return (byte[])(await command.ExecuteScalarAsync())!;
    }

    private static CommitUnit Remembered(string key, CommitUnit unit) =>
        unit with
        {
            Statements =
            [
                .. unit.Statements,
                IdempotencyStore.Remember("caller", key, new byte[32], 201, null, Encoding.UTF8.GetBytes("{}")),
            ],
        };

    /// <summary>Index of the last entry.</summary>
    private static async Task<long> CommitAsync(SideLog db, params CommitUnit[] units)
    {
        var outcome = await db.Queue.CommitAsync(units, CancellationToken.None);
        Assert.True(
            outcome.IsStored, $"{outcome} {(units[0].Entry is { } entry ? Encoding.UTF8.GetString(entry) : "")}");
        return outcome.Receipts is [.., var last] ? last.Index : -1;
    }
}
