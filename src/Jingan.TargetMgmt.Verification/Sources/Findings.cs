using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Verifying;

/// <summary>What a check came upon. Filled from several threads, told in the order of the log.</summary>
internal sealed class Findings
{
    /// <summary>A log that is wrong throughout would otherwise fill the memory with its faults.</summary>
    private const int MostKept = 1000;

    private const int MostShown = 20;

    private readonly Lock _lock = new();
    private readonly List<(long At, Text What)> _damage = [];
    private readonly List<(long At, Text What)> _missing = [];
    private readonly List<(long At, Text What)> _withheld = [];

    public long DamageCount { get; private set; }

    public IEnumerable<Text> Damage => InOrder(_damage);

    public IEnumerable<Text> Missing => InOrder(_missing);

    public IEnumerable<Text> Withheld => InOrder(_withheld);

    public int ExitCode => DamageCount > 0 ? Cli.ExitCode.Damaged : _missing.Count > 0 ? Cli.ExitCode.Impossible : Cli.ExitCode.Done;

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

    /// <summary>A file of a log is not there: no proof in a copy that may be incomplete, damage in a log that is served.</summary>
    public void AddMissing(Logs.LogFiles files, long at, Text what)
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

    /// <summary>Something is not for this reader yet; no fault of anybody.</summary>
    public void AddWithheld(long at, Text what)
    {
        lock (_lock)
        {
            Add(_withheld, at, what);
        }
    }

    /// <summary>Tells everything on the error stream.</summary>
    public void Show(Terminal terminal)
    {
        Show(terminal, new($"证实有误，{DamageCount} 处：", $"proven damage, {DamageCount} findings:"), Damage);
        Show(terminal, new("未能核验：", "could not check:"), Missing);
        Show(terminal, new("未核验部分（其余已核验）：", "not checked (the rest was):"), Withheld);
    }

    private static void Show(Terminal terminal, Text head, IEnumerable<Text> findings)
    {
        var all = findings.ToList();
        if (all.Count > 0)
        {
            terminal.Complain(head.Current);
            all.Take(MostShown).ToList().ForEach(f => terminal.Explain(f.Current));
        }

        if (all.Count > MostShown)
        {
            terminal.Explain(new Text($"……另有 {all.Count - MostShown} 处（--json 可见）", $"… and {all.Count - MostShown} more (see --json)").Current);
        }
    }

    private static void Add(List<(long, Text)> list, long at, Text what)
    {
        if (list.Count < MostKept)
        {
            list.Add((at, what));
        }
    }

    private static IEnumerable<Text> InOrder(List<(long At, Text What)> list) => list.OrderBy(f => f.At).Select(f => f.What);
}
