using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>The rules of ratings: one at most is in force for a target and period,
/// and what names ratings names earlier ones: corrections, second marks, reports.</summary>
/// <param name="wasUnread">Whether the entry of that index could not be read.</param>
/// <param name="isAllRead">Whether everything so far could be.</param>
internal sealed class RatingRules(Findings findings, Func<long, bool> wasUnread, Func<bool> isAllRead)
{
    private readonly Dictionary<long, (Period Period, TargetId TargetId, string Kid)> _ratings = [];
    private readonly Dictionary<(Period, TargetId), long> _inForce = [];
    private readonly Dictionary<Period, long> _reports = [];
    private readonly Dictionary<Period, (long Index, HashSet<TargetId> Targets)> _samples = [];
    private readonly Dictionary<(Period, TargetId), long> _marks = [];

    public void Rate(long index, SignedRating signed)
    {
        var claims = signed.Rating;
        var of = (claims.Period, claims.TargetId);
        if (claims.Supersedes is { } superseded && !IsEarlier(superseded, index, r => (r.Period, r.TargetId) == of))
        {
            Tell(
                index, $"所替代的第 {superseded} 条不是此前同一目标同一期的评定",
                $"entry {superseded}, which it supersedes, is no earlier rating of the same target and period");
        }

        Require(
            index, claims.Supersedes is null == string.IsNullOrWhiteSpace(claims.Reason),
            "更正须有理由，理由只用于更正", "a correction has a reason, and nothing else has");
        Require(
            index, claims.Divergence is not null == (claims.Suggested is not null && claims.Colour != claims.Suggested),
            "颜色与建议不同须写明理由，相同则不得有", "a colour other than the suggested one has a divergence, and no other has");
        if (claims.SecondMark)
        {
            Mark(index, signed, of);
            return;
        }

        if (_inForce.TryGetValue(of, out var before) && before != claims.Supersedes && isAllRead())
        {
            Tell(
                index, $"{claims.TargetId} 在 {claims.Period} 的现行评定是第 {before} 条，而此条未替代它",
                $"entry {before} is in force for {claims.TargetId} in {claims.Period}, and it does not supersede "
                    + "that one");
        }

        _inForce[of] = index;
        _ratings[index] = (claims.Period, claims.TargetId, signed.Jws.KeyId);
    }

    public void Draw(long index, SampleEntry sample)
    {
        if (!_samples.TryAdd(sample.Period, (index, [.. sample.Targets])))
        {
            Tell(index, $"{sample.Period} 的复评样本已在第 {_samples[sample.Period].Index} 条抽取",
                $"the sample of {sample.Period} was drawn in entry {_samples[sample.Period].Index} already");
        }

        Require(
            index, ((decimal[])[sample.Share, .. sample.Shares?.Values ?? []]).All(s => s is >= 0 and <= 1),
            "占比不在 0 到 1 之间", "it has a share that is not from 0 to 1");
        Require(
            index, sample.Targets.Count <= sample.Classes.Sum(c => c.Targets)
                && sample.Targets.Distinct().Count() == sample.Targets.Count,
            "样本多于可抽取的目标，或列了两次", "it draws more than there is, or a target twice");
    }

    public void Report(long index, SignedReport signed)
    {
        var report = signed.Report;
        foreach (var rating in report.Ratings.Where(r => !IsEarlier(r, index, of => of.Period == report.Period)))
        {
            Tell(index, $"报告所列的第 {rating} 条不是此前本期的评定",
                $"entry {rating}, which the report lists, is no earlier rating of its period");
        }

        if (!_reports.TryAdd(report.Period, index))
        {
            Tell(index, $"{report.Period} 此前已在第 {_reports[report.Period]} 条出具过报告",
                $"the report of {report.Period} had been issued before, in entry {_reports[report.Period]}");
        }

        Require(
            index, signed.Entry.LogSize is null || (signed.Entry.LogSize >= 0 && signed.Entry.LogSize <= index),
            $"logSize {signed.Entry.LogSize} 大于其位置", $"its logSize {signed.Entry.LogSize} is beyond its own place");
    }

    private void Mark(long index, SignedRating signed, (Period Period, TargetId TargetId) of)
    {
        if (signed.Beside is not { } rating
            || !IsEarlier(rating, index, r => (r.Period, r.TargetId) == of && r.Kid != signed.Jws.KeyId))
        {
            Tell(
                index, $"复评所对的第 {signed.Beside} 条不是此前另一人对同一目标同一期的评定",
                $"entry {signed.Beside}, which it is a second mark to, is no earlier rating of the same target and "
                    + "period by somebody else");
        }
        else if (isAllRead() && _inForce.GetValueOrDefault(of, -1) != rating)
        {
            Tell(index, $"复评所对的第 {rating} 条当时已不现行", $"entry {rating}, which it is a second mark to, was not in force");
        }

        Require(
            index, !isAllRead() || _samples.GetValueOrDefault(of.Period).Targets?.Contains(of.TargetId) == true,
            "复评的目标不在此前抽取的样本中", "its target is in no sample that was drawn before");
        Require(index, _marks.TryAdd(of, index), "同一目标已有复评", "its target has a second mark already");
    }

    // What could not be read is not held against anybody.
    private bool IsEarlier(long named, long index, Func<(Period Period, TargetId TargetId, string Kid), bool> isSame) =>
        named >= 0 && named < index
        && (_ratings.TryGetValue(named, out var rating) ? isSame(rating) : wasUnread(named));

    private void Require(long index, bool holds, string zh, string en)
    {
        if (!holds)
        {
            Tell(index, zh, en);
        }
    }

    private void Tell(long index, string zh, string en) =>
        findings.AddDamage(index, new($"第 {index} 条：{zh}。", $"entry {index}: {en}."));
}
