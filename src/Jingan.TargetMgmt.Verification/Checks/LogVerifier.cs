using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Entries;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Verifies a whole log: its checkpoint by the policy, its tree from the entries, what the entries say, and
/// that it continues what was verified last.</summary>
/// <param name="files">The log.</param>
/// <param name="policy">Whom to believe.</param>
/// <param name="last">The checkpoint that was verified last; null at the first time.</param>
/// <param name="government">The government log, to follow ratings to what they were based on; null:
/// not asked for.</param>
internal sealed class LogVerifier(LogFiles files, WitnessPolicy policy, Checkpoint? last, LogFiles? government)
{
    private readonly Findings _findings = new();

    /// <summary>Reports how far it has got, once the size is known.</summary>
    public Func<long, Action<long>>? Progress { get; init; }

    /// <summary>Compares an evaluation report with the log; null: not asked for.</summary>
    public ReportCheck? Report { get; init; }

    /// <exception cref="ClientException">There is nothing to begin with,
    /// or no way to go on and nothing was found so far.</exception>
    public async Task<LogReport> RunAsync(CancellationToken ct)
    {
        var note = await files.ReadCheckpointAsync(ct);
        var verified = Witnessed.Accept(policy, note, files.Name);
        var isOfAnother = last is not null && last.Origin != verified.Checkpoint.Origin;
        if (!isOfAnother)
        {
            CheckpointRules.RefuseRollback(files.Name, verified.Checkpoint, last);
        }

        var reached = last is not null && last.Size <= verified.Checkpoint.Size ? last : null;
        var signatures = new SignatureVerifier(_findings);
        var content = new ContentRules(_findings, signatures);
        var report = new LogReport(note, verified, content, _findings) { Report = Report };
        var rated = government is null && Report is null
            ? null
            : new ExpectedSide(EntryTypes.Evaluation, files, verified.Checkpoint.Origin);
        try
        {
            var walk = new LogWalk(files, verified.Checkpoint.Size, _findings)
            {
                Read = Report is null ? EntryReader.Read : Report.Read,
                VisitAsync = bundle =>
                {
                    rated?.Look(bundle);
                    Report?.Visit(bundle);
                    return content.VisitAsync(bundle);
                },
                Advance = Progress?.Invoke(verified.Checkpoint.Size),
                Sizes = [.. Report?.Sizes ?? [], .. reached is null ? [] : (long[])[reached.Size]],
            };
            var root = await walk.RunAsync(ct);
            if (isOfAnother)
            {
                RequireChangeOver(content, last!, verified.Checkpoint);
            }

            CheckpointRules.CompareRoots(
                _findings, verified.Checkpoint, root, reached, walk.RootAt(reached?.Size ?? 0));
            await signatures.FinishAsync();
            content.Origins.Finish([verified.Checkpoint.Origin,
                .. content.Rotations.SelectMany(r => new[] { r.Rotation.Next?.Origin, r.Rotation.Previous?.Origin })
                    .OfType<string>(), .. content.Adoptions.Select(a => a.Adoption.Previous?.Origin).OfType<string>()]);
            content.Finish();
            CompareChangeOver(content.Rotations, verified);
            AdoptionRules.Compare(_findings, content.Adoptions, last);
            Report?.Finish(walk.RootAt, _findings);
            if (government is not null)
            {
                var period = Report?.Against(government.Name, _findings);
                report = report with
                {
                    Government = await new BasisCheck(government, policy, _findings)
                    {
                        Period = period,
                        RatedIn = verified.Checkpoint.Origin,
                    }.RunAsync(content.Bases, ct),
                    Population = period?.Targets,
                };
            }
            else if (Report is not null)
            {
                _findings.AddWithheld(long.MaxValue, new(
                    $"{Report.Period}：未由政府日志重算应评目标与填报；请用 --government 给出政府日志。",
                    $"{Report.Period}: its population and reports were not recomputed from the government log; give "
                        + "--government."));
            }
        }
        catch (ClientException failure)
        {
            // It stopped here, but what was found before is what it is.
            await signatures.FinishAsync();
            if (_findings.Worst is null)
            {
                throw;
            }

            return report with { Stopped = failure };
        }

        return report;
    }

    // Between the two entries of a change-over a crash may have come.
    private void CompareChangeOver(List<(long Index, RotationEntry Rotation)> rotations, Witnessed verified)
    {
        if (rotations.Count > 1 && rotations[^1].Rotation is { Previous: not null }
            && rotations[^2] is { Rotation.Next: { } next } named
            && next != new LogName(verified.Checkpoint.Origin, verified.Log.ToString()))
        {
            _findings.AddDamage(named.Index, new(
                $"第 {named.Index} 条称此后密钥为 {next.Key}，而检查点由 {verified.Log} 签署。",
                $"entry {named.Index} says that the key changes to {next.Key}, and the checkpoint is signed "
                    + $"by {verified.Log}."));
        }
    }

    // The tree goes on over a change of keys; that it is the same log is what the entry says. Of another log's
    // checkpoint nothing here is a fork.
    private void RequireChangeOver(ContentRules content, Checkpoint last, Checkpoint checkpoint)
    {
        if (content.Adoptions.Any(a => a.Adoption.Previous?.Origin == last.Origin))
        {
            return;
        }

        if (!content.Rotations.Any(r => r.Rotation.Previous?.Origin == last.Origin))
        {
            throw ClientException.Impossible(new(
                $"--state 记的是日志“{last.Origin}”，这是“{checkpoint.Origin}”；请为每个日志各用一个文件。",
                $"--state is of the log \"{last.Origin}\", this is \"{checkpoint.Origin}\"; use a file of its own "
                    + "for each log."));
        }

        CheckpointRules.RefuseRollback(files.Name, checkpoint, last);
    }
}
