using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>A token on record, and when it counted.</summary>
/// <param name="Index">Where its access entry stands.</param>
/// <param name="Entry">That entry.</param>
/// <param name="From">Index of the entry from which on it counted: an evaluator's approval, else the access entry;
/// null when it never did.</param>
/// <param name="To">Index of the entry that ended it; null when it counts until it expires.</param>
internal sealed record LoggedAccess(
    long Index, AccessEntry Entry, long? From, long? To = null, string? EndedAt = null, string? ApprovedBy = null,
    bool IsFounding = false)
{
    /// <summary>When it expires, or was ended before; a time that cannot be read is long ago.</summary>
    public DateTimeOffset Lasts { get; init; } = Read(Entry.Until);

    /// <summary>Ended by an entry of that time.</summary>
    public LoggedAccess EndedBy(long index, string at) =>
        this with { To = index, EndedAt = at, Lasts = Read(at) < Lasts ? Read(at) : Lasts };

    private static DateTimeOffset Read(string at) =>
        UtcText.TryParse(at, out var instant) ? instant : DateTimeOffset.MinValue;
}

/// <summary>Who could act at each position of a log: it follows from the entries before. A log from before access was
/// on record is taken as it is, and that is told.</summary>
internal sealed class AccessRules(Findings findings, Func<bool> isAllRead)
{
    private const string Evaluator = "evaluator";

    // What was under way when access ended may be logged a moment after that.
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(2);

    private readonly Dictionary<long, LoggedAccess> _tokens = [];
    private readonly Dictionary<string, List<long>> _byName = [];

    /// <summary>Index of the first access entry; null while there is none.</summary>
    public long? Since { get; private set; }

    /// <summary>The evaluators' tokens, in log order.</summary>
    public IEnumerable<LoggedAccess> Evaluators =>
        _tokens.Values.Where(t => t.Entry.Role == Evaluator).OrderBy(t => t.Index);

    public void Begin(long index, AccessEntry access)
    {
        Since ??= index;
        _tokens[index] = new(index, access, access.Role == Evaluator ? null : index);
        (_byName.TryGetValue(access.Name, out var own) ? own : _byName[access.Name] = []).Add(index);
    }

    public void End(long index, AccessEndedEntry end)
    {
        if (!_tokens.TryGetValue(end.Access, out var token) || token.To is not null
            || (token.Entry.Name, token.Entry.Role, token.Entry.Fingerprint) != (end.Name, end.Role, end.Fingerprint))
        {
            Tell(index, new(
                $"第 {index} 条：所终止的第 {end.Access} 条不是此前登记、尚未终止的同一令牌。",
                $"entry {index}: entry {end.Access}, which it ends, is no earlier access of that token that still "
                    + "counts."));
            return;
        }

        _tokens[end.Access] = token.EndedBy(index, end.At);
    }

    /// <summary>An approval whose signature is looked at elsewhere.</summary>
    public void Approve(long index, AccessApprovalEntry approval)
    {
        if (!_tokens.TryGetValue(approval.Access, out var token) || token.To is not null
            || token.Entry.Role != Evaluator
            || (token.Entry.Fingerprint, token.Entry.Name, token.Entry.Until) != (approval.Fingerprint, approval.Name,
                approval.Until))
        {
            Tell(index, new(
                $"第 {index} 条：所批准的第 {approval.Access} 条不是此前登记、尚未终止的同一评估方令牌。",
                $"entry {index}: entry {approval.Access}, which it approves, is no earlier access of that "
                    + "evaluator's token that still counts."));
            return;
        }

        _tokens[approval.Access] = token with
        {
            From = token.From ?? index,
            ApprovedBy = token.ApprovedBy ?? approval.Kid,
        };
    }

    /// <summary>The founding key brings the token that registered it.</summary>
    public void Found(long index, AssessorEntry assessor)
    {
        if (Since is null)
        {
            return;
        }

        if (assessor.Founding is not { } access || !_tokens.TryGetValue(access, out var token)
            || token.Entry.Name != assessor.Actor || token.To is not null)
        {
            Tell(index, new(
                $"第 {index} 条：创始密钥不是由已登记的评估方令牌登记的。",
                $"entry {index}: the founding key was not registered with an evaluator's token on record."));
            return;
        }

        _tokens[access] = token with { From = access, IsFounding = true };
    }

    /// <summary>Whoever wrote the entry had the role when he did;
    /// what the software writes by itself it writes under its own name.</summary>
    public void Check(long index, ILogEntry entry)
    {
        if (Since is null || Writers.Of(entry) is not { } writers || entry.Actor == writers.Itself)
        {
            return;
        }

        var at = entry is FiledReport report ? report.Instant : UtcText.TryParse(entry.At, out var moment) ? moment
            : DateTimeOffset.MaxValue;
        if (writers.Role is null
            || !Tokens(entry.Actor).Any(t => Counts(t, writers, index, at)))
        {
            var (zh, en) = writers.Role is { } role
                ? ($"其当时没有有效的 {role} 令牌", $"who had no token of the role {role} that counted then")
                : ("此类记录由系统写入", "such entries are the service's own");
            Tell(index,
                new($"第 {index} 条由“{entry.Actor}”写入，而{zh}。", $"entry {index} was written by \"{entry.Actor}\", {en}."));
        }
    }

    /// <summary>Whether somebody had a token of a unit at some time before; true where access is not on
    /// record.</summary>
    public bool HadToken(string name, UnitCode unit, long index) =>
        Since is null || Tokens(name).Any(t => t.Entry.Unit == unit.Value && t.From <= index);

    /// <summary>Whether somebody had a token then that signs for a unit; true where access is not on record.</summary>
    public bool Signs(string name, UnitCode unit, long index, DateTimeOffset at) =>
        Since is null
        || Tokens(name).Any(t => t.Entry.Signs == true && Counts(t, new("reporter", unit), index, at));

    private IEnumerable<LoggedAccess> Tokens(string name) =>
        (_byName.GetValueOrDefault(name) ?? []).Select(i => _tokens[i]);

    private static bool Counts(LoggedAccess token, Writers writers, long index, DateTimeOffset at) =>
        token.Entry.Role == writers.Role && (writers.Unit is null || token.Entry.Unit == writers.Unit.Value.Value)
        && token.From <= index && at < token.Lasts + UnderWay;

    private void Tell(long index, Text what) => findings.AddBroken(isAllRead(), index, what);
}
