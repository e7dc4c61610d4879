using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Verification.Sources;

/// <summary>What a check came upon. Filled from several threads, told in the order of the log.</summary>
internal sealed class Findings
{
    /// <summary>A log that is wrong throughout would otherwise fill the memory with its faults.</summary>
    private const int MostKept = 1000;

    private readonly Lock _lock = new();
    private readonly List<(long At, Text What)> _damage = [];
    private readonly List<(long At, Text What)> _missing = [];
    private readonly List<(long At, Text What)> _withheld = [];

    public long DamageCount { get; private set; }

    public IEnumerable<Text> Damage => InOrder(_damage);

    public IEnumerable<Text> Missing => InOrder(_missing);

    public IEnumerable<Text> Withheld => InOrder(_withheld);

    /// <summary>What is worst among them: damage, else that something could not be checked;
    /// null when nothing is wrong.</summary>
    public FailureKind? Worst =>
        DamageCount > 0 ? FailureKind.Damaged : _missing.Count > 0 ? FailureKind.Impossible : null;

    /// <summary>Something is proven not to be what was signed.</summary>
    /// <param name="at">Index of the entry it is about.</param>
    public void AddDamage(long at, Text what)
    {
        lock (_lock)
        {
            DamageCount++;
            Add(_damage, at, what);
        }
    }

    /// <summary>Something could not be checked for want of what it takes.</summary>
    public void AddMissing(long at, Text what)
    {
        lock (_lock)
        {
            Add(_missing, at, what);
        }
    }

    /// <summary>A file of a log is not there: no proof in a copy that may be incomplete,
    /// damage in a log that is served.</summary>
    public void AddMissing(LogFiles files, long at, Text what)
    {
        if (files.OwesAll)
        {
            AddDamage(at, what);
        }
        else
        {
            AddMissing(at, what);
        }
    }

    /// <summary>A rule is broken: damage where every entry so far could be read. What could not be read may have said
    /// what is missed, and is not held against anybody.</summary>
    public void AddBroken(bool isAllRead, long at, Text what)
    {
        if (isAllRead)
        {
            AddDamage(at, what);
        }
        else
        {
            AddWithheld(at, what);
        }
    }

    /// <summary>Tells that an entry breaks a rule, unless the rule holds.</summary>
    /// <param name="isAllRead">As of <see cref="AddBroken"/>.</param>
    /// <param name="at">The entry.</param>
    /// <param name="holds">Whether the rule holds.</param>
    /// <param name="zh">What is wrong, without a full stop.</param>
    /// <param name="en">The same in English.</param>
    public void Require(bool isAllRead, long at, bool holds, string zh, string en)
    {
        if (!holds)
        {
            AddBroken(isAllRead, at, new($"第 {at} 条：{zh}。", $"entry {at}: {en}."));
        }
    }

    /// <summary>Something is not for this reader yet; no fault of anybody.</summary>
    public void AddWithheld(long at, Text what)
    {
        lock (_lock)
        {
            Add(_withheld, at, what);
        }
    }

    private static void Add(List<(long, Text)> list, long at, Text what)
    {
        if (list.Count < MostKept)
        {
            list.Add((at, what));
        }
    }

    private static IEnumerable<Text> InOrder(List<(long At, Text What)> list) =>
        list.OrderBy(f => f.At).Select(f => f.What);
}
