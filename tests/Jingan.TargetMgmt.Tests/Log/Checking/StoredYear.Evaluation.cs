using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Evaluation.Assessors;
using Jingan.TargetMgmt.Evaluation.EvaluationReports;
using Jingan.TargetMgmt.Evaluation.Keys;
using Jingan.TargetMgmt.Evaluation.Ratings;
using Jingan.TargetMgmt.Evaluation.Refusals;
using Jingan.TargetMgmt.Evaluation.Schemes;
using Jingan.TargetMgmt.Evaluation.SecondMarks;
using Jingan.TargetMgmt.Signing;
using Jingan.TargetMgmt.Signing.Entries;
namespace Jingan.TargetMgmt.Tests.Log.Checking;

/// <content>The evaluation's side.</content>
internal sealed partial class StoredYear
{
    private async Task FillEvaluationAsync()
    {
        const string Kid = "assessor-1";
        using var example = JsonDocument.Parse(ColourScheme.Example2018Utf8);
        var signer = new Signer(Kid, "", Kid, null, null, 0);
        await CommitAsync(
            evaluation,
            AssessorStore.ToCommit(AssessorEntry.Of(At, "evaluator", Kid, Jwk.Of(_key), "赵六", null, 0, "h.p.s"), Kid,
                0), SchemeStore.ToCommit(ColourScheme.Example2018, example.RootElement, At, "evaluator"));
        foreach (var period in Periods)
        {
            var sampled = Targets[..2].Select(t => t.Target).ToList();
            await CommitAsync(evaluation, SecondMarkStore.ToCommit(
                SampleEntry.Of(At, "evaluator", period, new('0', 64), 7, 0.5m, null, [new("toward-target", 3)],
                    sampled), sampled.ToDictionary(t => t, _ => "toward-target")));
            List<RatingFact> inForce = [];
            foreach (var (target, unit) in Targets)
            {
                var index = await CommitAsync(evaluation, Remembered($"{target}-{period}", RatingStore.ToCommit(
                    Rating(target, unit, period, Kid, "red", null), unit, signer, isMarked: false)));
                if (target == Targets[0].Target)
                {
                    await CommitAsync(
                        evaluation, SecondMarkStore.ToCommit(Mark(target, unit, period, Kid, index), signer));
                }
                else
                {
                    index = await CommitAsync(evaluation, RatingStore.ToCommit(
                        Rating(target, unit, period, Kid, "yellow", index), unit, signer, isMarked: false));
                }

                inForce.Add(new(index, new('0', 64), period, target, 1, unit, "", "red", null, "2018.1", "", null, null,
                    null, null, Kid, At, false));
            }

            if (period != Periods[^1])
            {
                var document = Encoding.UTF8.GetBytes($$"""{"period":"{{period}}"}""");
                var sha256 = SHA256.HashData(document);
                await CommitAsync(evaluation, EvaluationReportStore.ToCommit(
                    ReportEntry.Of(At, "evaluator", Kid, period, "2018.1", Convert.ToHexStringLower(sha256), "h.p.s",
                        7), document, sha256, inForce, 1));
            }
        }

        await EndKeysAsync(signer);
    }

    private async Task EndKeysAsync(Signer signer)
    {
        var kids = new[] { "assessor-1", "assessor-2", "assessor-3" };
        await CommitAsync(evaluation, ConflictStore.ToCommit(
            ConflictEntry.Of(At, "evaluator", kids[0], new("LSJ"), "曾任职", ended: false, "h.p.s"), signer, kids[0]));
        for (var i = 1; i < kids.Length; i++)
        {
            using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            await CommitAsync(
                evaluation,
                AssessorStore.ToCommit(
                    AssessorEntry.Of(At, "evaluator", kids[i], Jwk.Of(next), "赵六", kids[i - 1], null, "h.p.s"),
                    kids[i - 1], i, kids[0]));
            await CommitAsync(evaluation, AssessorStore.ToRevocation(
                RevocationEntry.Of(At, "evaluator", kids[i - 1], "遗失", i == 1 ? At : null, "h.p.s"), kids[i]));
        }

        await CommitAsync(
            evaluation,
            ConflictStore.ToCommit(ConflictEntry.Of(At, "evaluator", kids[2], new("LSJ"), "已离职", ended: true, "h.p.s"),
                signer with { Kid = kids[2], Conflicts = 1 }, kids[2]),
            RefusalStore.ToCommit(
                new(new("admin", "admin", "DELETE", "/ratings"), new(2018, 7, 1, 0, 0, 0, TimeSpan.Zero), 1), At),
            RefusalStore.ToCommit(
                new(new("office", "office", "PUT", "/ratings"), new(2018, 7, 1, 0, 0, 0, TimeSpan.Zero), 2), At));
    }
}
