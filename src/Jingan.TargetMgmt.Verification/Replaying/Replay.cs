using System.Runtime.InteropServices;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Classification.Suggestions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Checks;
using Jingan.TargetMgmt.Verification.Entries;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Replaying;

/// <summary>A rating whose suggestion was computed anew.</summary>
/// <param name="Then">What the scheme of then says; compared with the entry already.</param>
/// <param name="Now">What the other scheme says; null when none was asked for.</param>
internal sealed record ReplayedRating(long Index, LoggedSuggestion Logged, Suggestion Then, Suggestion? Now);

/// <summary>Computes every suggestion in an evaluation log anew, from the government log as it was when the rating was
/// made, and compares it byte for byte with what was logged.</summary>
/// <param name="other">Finds another scheme to ask as well, given those in the log by their versions; null:
/// none is asked.</param>
internal sealed class Replay(
    LogFiles evaluation, LogFiles government, WitnessPolicy policy, string? period,
    Func<IReadOnlyDictionary<string, ColourScheme>, ColourScheme>? other)
{
    private readonly FactsAt _facts = new();
    private readonly Dictionary<string, ColourScheme> _schemes = [];
    private readonly List<(long Index, LoggedSuggestion Rating)> _ratings = [];
    private readonly List<ReplayedRating> _replayed = [];
    private ColourScheme? _other;
    private int _next;
    private long? _unreadFrom;

    public Findings Findings { get; } = new();

    public IReadOnlyList<ReplayedRating> Replayed => _replayed;

    /// <summary>Both checkpoints, evaluation first.</summary>
    /// <exception cref="ClientException">A log cannot be begun with, or the other scheme is nowhere.</exception>
    public async Task<(Witnessed Evaluation, Witnessed Government)> RunAsync(CancellationToken ct)
    {
        var evaluated = await WalkAsync(evaluation, EntryTypes.Evaluation, Collect, ct);
        _other = other?.Invoke(_schemes);
        _ratings.Sort((a, b) => a.Rating.FactsSize!.Value.CompareTo(b.Rating.FactsSize!.Value));
        var reported = await WalkAsync(government, EntryTypes.Government, GoOn, ct, evaluated.Checkpoint.Origin);

        ReplayUpTo(reported.Checkpoint.Size);
        foreach (var (index, rating) in _ratings.Skip(_next))
        {
            Findings.AddMissing(index, new(
                $"第 {index} 条：评定时政府日志有 {rating.FactsSize} 条，而 {government.Name} 只到 {reported.Checkpoint.Size} 条，未能重算。",
                $"entry {index}: the government log had {rating.FactsSize} entries when it was rated,"
                    + $" {government.Name} has {reported.Checkpoint.Size}: not replayed."));
        }

        _replayed.Sort((a, b) => a.Index.CompareTo(b.Index));
        return (evaluated, reported);
    }

    private async Task<Witnessed> WalkAsync(
        LogFiles files, string side, Action<CheckedBundle> visit, CancellationToken ct, string? not = null)
    {
        var verified = Witnessed.Accept(policy, await files.ReadCheckpointAsync(ct), files.Name);
        if (verified.Checkpoint.Origin == not)
        {
            throw ClientException.Impossible(new(
                $"--evaluation 与 --government 是同一个日志“{not}”。",
                $"--evaluation and --government are one log, \"{not}\"."));
        }

        var expected = new ExpectedSide(side, files, verified.Checkpoint.Origin);
        var walk = new LogWalk(files, verified.Checkpoint.Size, Findings)
        {
            VisitAsync = bundle =>
            {
                expected.Look(bundle);
                visit(bundle);
                return Task.CompletedTask;
            },
        };
        return (await walk.RunAsync(ct)).AsSpan().SequenceEqual(verified.Checkpoint.Root)
            ? verified
            : throw ClientException.Damaged(new(
                $"{files.Name}：由记录重新计算的根与检查点不符；先用 jtm verify 查明。",
                $"{files.Name}: the root recomputed from the entries is not the checkpoint's; see jtm verify."));
    }

    private void Collect(CheckedBundle bundle)
    {
        foreach (var (index, entry) in bundle.Entries)
        {
            if (entry is SchemeEntry published)
            {
                _schemes.TryAdd(published.Version,
                    LoggedScheme.Read(JsonMarshal.GetRawUtf8Value(published.Document), $"{evaluation.Name} {index}"));
            }
            else if (LoggedSuggestion.Of(entry) is not { } rating
                || (period is not null && rating.Period.Value != period))
            {
                continue;
            }
            else if (rating.FactsSize is not null)
            {
                _ratings.Add((index, rating));
            }
            else
            {
                Findings.AddMissing(index, new($"第 {index} 条没有记下当时政府日志的大小，不能重算。",
                    $"entry {index} does not say how long the government log was: it cannot be replayed."));
            }
        }
    }

    private void GoOn(CheckedBundle bundle)
    {
        _unreadFrom ??= bundle.WasRead ? null : bundle.Index * Tile.FullWidth;
        foreach (var (index, entry) in bundle.Entries)
        {
            ReplayUpTo(index);
            _facts.Take(index, entry);
        }
    }

    // Everything that was rated on the log up to here, before the entry at this index was there.
    private void ReplayUpTo(long size)
    {
        for (; _next < _ratings.Count && _ratings[_next].Rating.FactsSize <= size; _next++)
        {
            var (index, rating) = _ratings[_next];
            if (rating.FactsSize > _unreadFrom)
            {
                Findings.AddMissing(index, new($"第 {index} 条：所依据的政府记录未能全部读到，未重算。",
                    $"entry {index}: not all government entries before it could be read: not replayed."));
            }
            else
            {
                Compute(index, rating);
            }
        }
    }

    private void Compute(long index, LoggedSuggestion logged)
    {
        if (_facts.Read(logged.TargetId, logged.Period, logged.TargetVersion, () => logged.Basis) is not { } facts
            || !_schemes.TryGetValue(logged.Scheme, out var scheme))
        {
            Findings.AddDamage(index, new(
                $"第 {index} 条：当时的日志中没有目标 {logged.TargetId} 或办法 {logged.Scheme}。",
                $"entry {index}: the logs of then hold no target {logged.TargetId}, or no scheme {logged.Scheme}."));
            return;
        }

        var then = SuggestionRule.Suggest(scheme, logged.Period, facts);
        if (facts.TargetVersion != logged.TargetVersion || then.Class != logged.Class || then.Colour != logged.Suggested
            || !logged.Has(then.Inputs))
        {
            Findings.AddDamage(index, new(
                $"第 {index} 条：重算为 {then.Colour ?? "无"}（{then.Class}），记录为 {logged.Suggested ?? "无"}（"
                    + $"{logged.Class}），或其输入不同。",
                $"entry {index}: replayed, the suggestion is {then.Colour ?? "none"} ({then.Class}); logged "
                    + $"is {logged.Suggested ?? "none"} ({logged.Class}), or its inputs differ."));
        }

        _replayed.Add(new(index, logged, then, _other is null
            ? null
            : SuggestionRule.Suggest(_other, logged.Period, facts)));
    }
}
