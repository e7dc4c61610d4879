using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>
/// Whether a report tells of every target of its period, and of no other: rated, or with its state and, where
/// something was reported and is due, a signed reason.
/// </summary>
internal sealed class PopulationCheck(
    IssuedReport report, PeriodGround ground, IReadOnlyDictionary<TargetId, CountedVersion> population,
    Findings findings)
{
    private readonly ReportDocument _document = report.Document;

    public void Run()
    {
        var rated = _document.Ratings.Select(r => r.TargetId).ToHashSet();
        var unrated = _document.Unrated.Select(u => u.TargetId).ToHashSet();
        foreach (var target in population.Keys.Where(t => !rated.Contains(t) && !unrated.Contains(t)))
        {
            Tell(target, "属于本期，而既未评定也未列入 unrated", "is of the period, and is neither rated nor in unrated");
        }

        Once(_document.Ratings.Select(r => r.TargetId), "ratings");
        Once(_document.Unrated.Select(u => u.TargetId), "unrated");
        Omitted(rated);
        foreach (var shown in _document.Unrated)
        {
            Unrated(shown, rated);
        }

        foreach (var target in report.Reasons.Select(r => r.TargetId).Where(t => !unrated.Contains(t)))
        {
            Tell(target, "签署了未评理由，而未列入 unrated", "has a signed reason for not being rated, and is not in unrated");
        }

        Changed();
        SinceClose();
    }

    private void Omitted(HashSet<TargetId> rated)
    {
        var omitted = (_document.Omitted).ToHashSet();
        Once(_document.Omitted, "omitted");
        foreach (var target in rated.Where(t => !population.ContainsKey(t) && !omitted.Contains(t)))
        {
            Tell(target, "已评定，而不属于本期，也未列入 omitted", "is rated, is not of the period, and is not in omitted");
        }

        foreach (var target in omitted)
        {
            Require(rated.Contains(target), target, "列入 omitted，而未评定", "is in omitted, and is not rated");
            Require(
                !population.ContainsKey(target), target,
                "列入 omitted，而政府日志中有此目标",
                "is in omitted, and the government log has it: the government side did not tell of it");
        }
    }

    private void Unrated(ReportDocument.UnratedTarget shown, HashSet<TargetId> rated)
    {
        var id = shown.TargetId;
        if (!population.TryGetValue(id, out var version) || rated.Contains(id))
        {
            Tell(id, "列入 unrated，而已评定或不属于本期", "is in unrated, and is rated or not of the period");
            return;
        }

        var facts = ground.Facts.Read(id, report.Period, version.Counted.Version, () => null)!;
        var state = StateOf(facts, shown.State);
        Require(
            shown.State == state, id,
            $"state 为 {shown.State}，应为 {state}",
            $"has the state {shown.State}, it follows {state}");
        Require(
            shown.AddedWhileRunning == version.IsAdded, id,
            $"addedWhileRunning 为 {shown.AddedWhileRunning}，与政府日志不符",
            $"has addedWhileRunning {shown.AddedWhileRunning}, which the government log does not bear out");
        var signed = report.Reasons.FirstOrDefault(r => r.TargetId == id)?.Reason.Trim();
        Require(shown.Reason == signed, id, "未评理由与所签不同", "does not have the reason that was signed");
        var isOwed = facts.Lead is not null && !version.IsAdded
            && !state.ExplainsItself();
        Require(
            !isOwed || !string.IsNullOrEmpty(signed), id,
            "期内已填报，未评定而没有签署理由",
            "was reported on within the window, is not rated, and no reason is signed");
    }

    // Without the scheme only these three follow.
    private TargetState StateOf(TargetFacts facts, TargetState shown) =>
        report.Scheme is { } scheme ? SuggestionRule.Suggest(scheme, report.Period, facts).State
        : facts.Target.ReportedIn(report.Period) is null ? TargetState.NotOwed
        : facts.Target.Suspension?.Covers(report.Period) == true ? TargetState.Suspended
        : facts.Lead is null
            || facts is { Target.Kind: TargetKind.Quantitative, Lead.Value: null } ? TargetState.NotReported
        : shown is TargetState.Suspended or TargetState.NotReported or TargetState.NotOwed ? TargetState.Reported
        : shown;

    private void Changed()
    {
        var shown = _document.Changed;
        var expected = population.Where(t => t.Value.Newest.Index != t.Value.Counted.Index)
            .Select(t => new ReportDocument.ChangedTarget(
                t.Key, t.Value.Counted.Version, t.Value.Newest.Version, t.Value.Newest.Index >= ground.End))
            .ToHashSet();
        Once(shown.Select(c => c.TargetId), "changed");
        foreach (var target in expected.Except(shown).Concat(shown.Except(expected)).Select(c => c.TargetId).Distinct())
        {
            Tell(target, "changed 与政府日志中的版本不符", "has other versions in the government log than changed says");
        }
    }

    private void SinceClose()
    {
        var shown = _document.SinceClose;
        var expected = population.Keys.SelectMany(t => ground.Facts.Since(t, report.Period)
            .Select(r => new ReportDocument.LaterReport(
                t, r.Unit, new(EntryTypes.Government, r.Index, ground.LeafHashOf(r.Index))))).ToHashSet();
        Require(shown.Distinct().Count() == shown.Count, null, "sinceClose 有重复", "its sinceClose lists one twice");
        foreach (var target in expected.Except(shown).Concat(shown.Except(expected)).Select(r => r.TargetId).Distinct())
        {
            Tell(
                target,
                "sinceClose 与政府日志中关闭后的填报不符",
                "has other reports since the close in the government log than sinceClose says");
        }
    }

    private void Once(IEnumerable<TargetId> targets, string member)
    {
        foreach (var target in targets.CountBy(t => t).Where(t => t.Value > 1).Select(t => t.Key))
        {
            Tell(target, $"在 {member} 中列了两次", $"stands twice in {member}");
        }
    }

    private void Require(bool holds, TargetId? target, string zh, string en)
    {
        if (!holds)
        {
            Tell(target, zh, en);
        }
    }

    private void Tell(TargetId? target, string zh, string en) =>
        findings.AddDamage(
            report.At,
            target is null
            ? new($"{report.Name}：{zh}", $"{report.Name}: {en}")
            : new($"{report.Name}：{target} {zh}", $"{report.Name}: {target} {en}"));
}
