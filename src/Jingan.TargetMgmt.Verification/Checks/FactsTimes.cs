using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Whether ratings were made on the facts of their time: the government log that they read had all that stood
/// there when they were logged, and no more.</summary>
internal sealed class FactsTimes(IReadOnlyDictionary<long, SignedRating> ratings, Findings findings)
{
    private readonly Dictionary<long, string> _times = ratings.Values.Select(r => r.Mark.FactsSize)
        .OfType<long>()
        .SelectMany(s => (long[])[s - 1, s])
        .Distinct()
        .ToDictionary(i => i, _ => "");

    public void Take(long index, ILogEntry entry)
    {
        if (_times.ContainsKey(index))
        {
            _times[index] = entry.At;
        }
    }

    /// <param name="size">The size of the government log.</param>
    public void Finish(long size)
    {
        foreach (var (index, rating) in ratings)
        {
            if (rating.Mark.FactsSize is not { } facts || !UtcText.TryParse(rating.At, out var at))
            {
                continue;
            }

            var isKnown = facts > 0 && facts <= size;
            var isLater = isKnown && UtcText.TryParse(_times[facts - 1], out var newest)
                && newest > at + EntryTime.Tolerance;
            var isEarlier = isKnown && facts < size && UtcText.TryParse(_times[facts], out var next)
                && next < at - EntryTime.Tolerance;
            if (!isKnown || isLater || isEarlier || rating.Rating.Basis?.Index >= facts)
            {
                findings.AddDamage(index, new(
                    $"第 {index} 条（{rating.At}）称依据政府日志前 {facts} 条，与该日志当时的大小不符。",
                    $"entry {index}, of {rating.At}, says that it read the first {facts} government entries: the log "
                        + "did not have that size then."));
            }
        }
    }
}
