using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Government.Facts;

/// <summary>Whole periods as they were read last. All that they say follows from the log: while its head is the same,
/// they say it still.</summary>
internal sealed class KeptPeriods
{
    // The one that is being reported on and those that people compare it with; each may hold thousands of reports.
    private const int Most = 4;

    private readonly ConcurrentDictionary<Period, PeriodFacts> _kept = [];

    /// <summary>Whether a period is kept, as whichever head it was read at.</summary>
    public bool Has(Period period) => _kept.ContainsKey(period);

    /// <summary>The period as it is at this head of the log; false where it was last read at another.</summary>
    public bool TryGet(Period period, LogHead head, [NotNullWhen(true)] out PeriodFacts? facts) =>
        _kept.TryGetValue(period, out facts) && facts.Log == head;

    public PeriodFacts Keep(PeriodFacts facts)
    {
        if (_kept.Count >= Most && !Has(facts.Period.Code))
        {
            _kept.Clear();
        }

        return _kept[facts.Period.Code] = facts;
    }
}
