using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>A token that could act as the evaluator, and when.</summary>
/// <param name="Index">Where its access entry stands.</param>
/// <param name="From">Index of the entry from which on it counted: its approval, or the access entry of the founding one; null when it never did.</param>
/// <param name="To">Index of the entry that ended it; null when it counts until it expires.</param>
internal sealed record EvaluatorAccess(long Index, string Name, string Fingerprint, string At, string Until, long? From, long? To, string? EndedAt, string? ApprovedBy, bool IsFounding);

/// <summary>Who could act as the evaluator at each position of the evaluation log: it follows from the entries before. A log from before access was on record is taken as it is, and that is told.</summary>
internal sealed class AccessRules(Findings findings, Func<bool> isAllRead)
{
    // What was under way when access ended may be logged a moment after that.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(2);

    private static readonly string[] NotPeople = ["service", "seeds"];

    private readonly Dictionary<long, EvaluatorAccess> _tokens = [];
    private readonly Dictionary<string, List<long>> _byName = [];

    /// <summary>Index of the first access entry; null while there is none.</summary>
    public long? Since { get; private set; }

    /// <summary>The evaluators' tokens, in log order.</summary>
    public IEnumerable<EvaluatorAccess> Evaluators => _tokens.Values.OrderBy(t => t.Index);

    public void Begin(long index, LoggedAccess access)
    {
        Since ??= index;
        if (access.Role == "evaluator")
        {
            _tokens[index] = new(index, access.Name, access.Fingerprint, access.At, access.Until, null, null, null, null, false);
            (_byName.TryGetValue(access.Name, out var own) ? own : _byName[access.Name] = []).Add(index);
        }
    }

    public void End(long index, LoggedAccessEnd end)
    {
        if (_tokens.TryGetValue(end.Access, out var token))
        {
            _tokens[end.Access] = token with { To = index, EndedAt = end.At };
        }
    }

    /// <summary>An approval whose signature is looked at elsewhere.</summary>
    public void Approve(long index, LoggedApproval approval)
    {
        if (!_tokens.TryGetValue(approval.Access, out var token)
            || (token.Fingerprint, token.Name, token.Until) != (approval.Fingerprint, approval.Name, approval.Until) || token.To is not null)
        {
            Tell(index, new(
                $"第 {index} 条：所批准的第 {approval.Access} 条不是此前登记、尚未终止的同一评估方令牌。",
                $"entry {index}: entry {approval.Access}, which it approves, is no earlier access of that evaluator's token that still counts."));
            return;
        }

        _tokens[approval.Access] = token with { From = token.From ?? index, ApprovedBy = token.ApprovedBy ?? approval.Kid };
    }

    /// <summary>The founding key brings the token that registered it.</summary>
    public void Found(long index, LoggedAssessor assessor)
    {
        if (Since is null)
        {
            return;
        }

        if (assessor.Founding is not { } access || !_tokens.TryGetValue(access, out var token) || token.Name != assessor.Actor || token.To is not null)
        {
            Tell(index, new(
                $"第 {index} 条：创始密钥不是由已登记的评估方令牌登记的。", $"entry {index}: the founding key was not registered with an evaluator's token on record."));
            return;
        }

        _tokens[access] = token with { From = access, IsFounding = true };
    }

    /// <summary>Whoever wrote the entry was an evaluator when he did.</summary>
    public void Check(long index, IActed entry)
    {
        if (Since is null || NotPeople.Contains(entry.Actor) || entry is LoggedApproval)
        {
            return;
        }

        var at = UtcText.TryParse(entry.At, out var moment) ? moment : DateTimeOffset.MaxValue;
        if (!(_byName.GetValueOrDefault(entry.Actor) ?? []).Select(i => _tokens[i]).Any(t => t.From <= index && Lasts(t.Until, at) && (t.EndedAt is null || Lasts(t.EndedAt, at))))
        {
            Tell(index, new(
                $"第 {index} 条由“{entry.Actor}”写入，而其当时没有经批准的评估方令牌。",
                $"entry {index} was written by \"{entry.Actor}\", who had no approved evaluator's token then."));
        }
    }

    // What could not be read is not held against anybody.
    private void Tell(long index, Text what)
    {
        if (isAllRead())
        {
            findings.AddDamage(index, what);
        }
        else
        {
            findings.AddWithheld(index, what);
        }
    }

    private static bool Lasts(string until, DateTimeOffset at) => UtcText.TryParse(until, out var end) && at < end + UnderWay;
}
