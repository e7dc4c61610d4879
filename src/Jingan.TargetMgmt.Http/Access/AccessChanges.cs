using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Log.Store;

namespace Jingan.TargetMgmt.Http.Access;

/// <summary>What a side's log lacks of what the access-token file says.</summary>
internal static class AccessChanges
{
    /// <param name="file">What the file says now.</param>
    /// <param name="before">What it said when this process last wrote; null at the start.</param>
    /// <param name="open">The terms that nothing has ended.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<CommitUnit> Of(
        AccessFile file, AccessFile? before, IReadOnlyList<AccessTerm> open, DateTimeOffset now)
    {
        var at = UtcText.Format(now);
        var current = open.GroupBy(t => t.Entry.Fingerprint).ToDictionary(g => g.Key, g => g.Last());
        List<CommitUnit> units = [];
        foreach (var token in file.Usable.Where(t => Lasts(t.Expires, now)))
        {
            var term = current.GetValueOrDefault(token.Fingerprint);
            if (term is not null && token.IsLoggedAs(term.Entry))
            {
                continue;
            }

            if (term is not null)
            {
                // other members, another access: an approval was of the old ones
                units.Add(AccessStore.ToEnd(term, at));
            }

            units.Add(AccessStore.ToCommit(token.ToEntry(at)));
        }

        units.AddRange(open.Where(t => Lasts(t.Entry.Until, now) && IsTakenAway(t.Entry.Fingerprint, file, before))
            .Select(t => AccessStore.ToEnd(t, at)));
        return units;
    }

    // A file that is not there or cannot be read lets nobody in, but says nothing about whom it is to be taken from.
    // While the service runs, a line that this process has never seen is another host's, whose file is ahead.
    private static bool IsTakenAway(string fingerprint, AccessFile file, AccessFile? before) =>
        !file.Has(fingerprint) && (before?.Has(fingerprint) == true
            ? file.CouldHave(fingerprint, before)
            : before is null or { IsThere: false } && file.IsThere);

    private static bool Lasts(string until, DateTimeOffset now) => UtcText.TryParse(until, out var end) && now < end;
}
