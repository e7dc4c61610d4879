using Jingan.TargetMgmt.Classification.Reports;
using Jingan.TargetMgmt.Classification.Schemes;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Signing.Claims;
using Jingan.TargetMgmt.Signing.Entries;
using Jingan.TargetMgmt.Verification.Entries;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>A report as it was issued, with what the evaluation log says to it.</summary>
/// <param name="At">Where its entry stands.</param>
/// <param name="Reasons">Why targets are not rated, as signed.</param>
/// <param name="Scheme">The scheme that it names; null where the log could not be read so far.</param>
internal sealed record IssuedReport(
    ReportDocument Document, string Name, long At, IReadOnlyList<ReportClaims.UnratedReason> Reasons,
    ColourScheme? Scheme)
{
    public Period Period => Document.Period;

    /// <summary>The period's ratings and second marks before it, by their index.</summary>
    public IReadOnlyDictionary<long, SignedRating> Ratings { get; init; } = new Dictionary<long, SignedRating>();

    /// <summary>The period's sample and the scheme in force when it was drawn; null where none was.</summary>
    public (long Index, SampleEntry Entry, ColourScheme? Scheme)? Sample { get; init; }
}

/// <summary>
/// Recomputes from the government log whose targets a report had to tell of, and what had been reported on them, and
/// names every difference.
/// </summary>
/// <remarks>The windows are checked on the way: what counts follows from them.</remarks>
internal sealed class PeriodCheck
{
    private readonly IssuedReport _report;
    private readonly string _log;
    private readonly Findings _findings;
    private readonly WindowRules _windows;
    private readonly LogHead? _head;
    private readonly PeriodGround _ground;
    private readonly FactsTimes _times;
    private bool _isAllRead = true;

    /// <param name="log">The government log's name, for the findings about it.</param>
    public PeriodCheck(IssuedReport report, string log, Findings findings)
    {
        (_report, _log, _findings) = (report, log, findings);
        _windows = new(findings, log);
        _head = report.Document.HeadOf(EntryTypes.Government);
        _ground = new(report.Period);
        _times = new(report.Ratings, findings);
    }

    /// <summary>The sizes whose roots the report names.</summary>
    public IReadOnlyList<long> Sizes =>
        [.. new[] { _head?.Size, _report.Document.Closed?.Size }.OfType<long>().Distinct()];

    /// <summary>How many targets the period has; null before it is known.</summary>
    public int? Targets { get; private set; }

    public void Visit(CheckedBundle bundle)
    {
        _isAllRead &= bundle.WasRead || bundle.Index * Tile.FullWidth >= _head?.Size;
        _windows.Visit(bundle);
        foreach (var (index, entry) in bundle.Entries)
        {
            _times.Take(index, entry);
            if (index < _head?.Size && IsOfYear(entry))
            {
                var at = (int)(index % Tile.FullWidth) * MerkleTree.HashLength;
                _ground.Take(index, entry, bundle.Leaves.AsSpan(at, MerkleTree.HashLength));
            }
        }
    }

    // What other years' targets and reports say decides nothing here.
    private bool IsOfYear(ILogEntry entry) => entry switch
    {
        TargetEntry target => target.Target.Year == _report.Period.Year,
        FiledReport report => report.Period.Year == _report.Period.Year,
        CertifiedValueEntry certified => certified.Period.Year == _report.Period.Year,
        _ => true,
    };

    /// <summary>Compares, once the government log has been walked.</summary>
    /// <param name="rootAt">The root at one of the <see cref="Sizes"/>.</param>
    /// <param name="size">The size of the log.</param>
    public void Finish(Func<long, byte[]> rootAt, long size)
    {
        _windows.Finish();
        if (_head is not { } head)
        {
            Tell("未写明政府日志的大小与根", "it names no head of the government log");
        }
        else if (head.Size > size || !_isAllRead)
        {
            _findings.AddMissing(
                _report.At, new(
                    $"{_report.Name}：据政府日志前 {head.Size} 条出具，而 {_log} 只到 {size} 条，或未能全部读到：未重算应评目标与填报。",
                    $"{_report.Name}: it was issued from {head.Size} government entries,"
                    + $" {_log} has {size} or not all could be read: "
                    + "population and reports were not recomputed."));
        }
        else
        {
            Require(
                Hex(rootAt(head.Size)) == head.Root,
                "logs 中政府日志的根与重算不符",
                "the root of the government log in its logs is not the one recomputed");
            _times.Finish(size);
            Compare(rootAt);
        }
    }

    private void Compare(Func<long, byte[]> rootAt)
    {
        if (_ground is not { Opened: not null, Closed: { } closed })
        {
            if (_report.Document.Closed is null)
            {
                _findings.AddMissing(
                    _report.At, new(
                        $"{_report.Name}：出具于记载填报期关闭之前，未重算应评目标与填报。",
                        $"{_report.Name}: it was issued before closes were recorded: "
                        + "population and reports were not recomputed."));
            }
            else
            {
                Tell($"出具时 {_log} 没有本期的开启或关闭", $"{_log} had no opening, or no close, of its period when it was issued");
            }

            return;
        }

        var shown = _report.Document.Closed;
        Require(
            shown?.Size == closed.Entry.LogSize,
            $"closed.size 为 {shown?.Size}，日志为 {closed.Entry.LogSize}",
            $"its closed.size is {shown?.Size}, the log has {closed.Entry.LogSize}");
        Require(
            shown?.Index == closed.Index,
            $"closed.index 为 {shown?.Index}，日志为 {closed.Index}",
            $"its closed.index is {shown?.Index}, the log has {closed.Index}");
        Require(
            shown?.At == closed.Entry.At,
            $"closed.at 为 {shown?.At}，日志为 {closed.Entry.At}",
            $"its closed.at is {shown?.At}, the log has {closed.Entry.At}");
        Require(
            shown is null || Hex(rootAt(shown.Size)) == shown.Root,
            "closed.root 与重算不符",
            "its closed.root is not the one recomputed");

        var population = _ground.Population();
        Targets = population.Count;
        new PopulationCheck(_report, _ground, population, _findings).Run();
        new JudgedBesideCheck(_report, _ground, _findings).Run(population);
        new SampleCheck(_report, _ground, population, _findings).Run(Hex(rootAt(closed.Entry.LogSize)));
        foreach (var rating in _report.Document.Ratings.Where(r => population.ContainsKey(r.TargetId)))
        {
            new JudgedCheck(_report, _ground, _findings).Run(rating);
        }
    }

    private void Require(bool holds, string zh, string en)
    {
        if (!holds)
        {
            Tell(zh, en);
        }
    }

    private void Tell(string zh, string en) =>
        _findings.AddDamage(_report.At, new($"{_report.Name}：{zh}", $"{_report.Name}: {en}"));

    private static string Hex(byte[] root) => Convert.ToHexStringLower(root);
}
