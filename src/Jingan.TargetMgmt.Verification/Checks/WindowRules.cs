using System.Runtime.InteropServices;
using System.Text.Json;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Contracts.Entries;
using Jingan.TargetMgmt.Verification.Sources;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>
/// When a period takes reports: it opens and closes once, by the service, on its day; what counts was filed between,
/// and its dates move within bounds.
/// </summary>
/// <param name="log">Whose entries they are, where a finding could be taken for one about another log.</param>
internal sealed class WindowRules(Findings findings, string? log = null)
{
    private const string Service = "service";

    /// <summary>The most that can be configured.</summary>
    private const long MostPostponeDays = 92;

    private readonly Text _log = log is null ? default : new($"{log}：", $"{log}: ");
    private readonly Dictionary<Period, PeriodState> _periods = [];
    private readonly Dictionary<int, long> _postponeDays = [];
    private readonly OwedPeriods _owed = new();
    private long _lastPublication = -1;
    private long _unopened;
    private bool _isBlind;

    /// <summary>
    /// The bundles in order. After one that could not be read nothing is held against anybody: what it said may be
    /// what is missed.
    /// </summary>
    public void Visit(CheckedBundle bundle)
    {
        if (!bundle.WasRead && !_isBlind)
        {
            _isBlind = true;
            var first = bundle.Index * Tile.FullWidth;
            findings.AddWithheld(
                first, In(
                    $"第 {first} 条起未核对填报期的开启、关闭与填报时间。",
                    $"from entry {first} on, openings, closes and the times of reports were not checked."));
        }

        foreach (var (index, entry) in _isBlind ? [] : bundle.Entries)
        {
            Check(index, entry);
        }
    }

    /// <summary>Says what could not be held against any window, once everything has been read.</summary>
    public void Finish()
    {
        if (_unopened > 0)
        {
            findings.AddWithheld(
                long.MaxValue, In(
                    $"有 {_unopened} 条填报在日志首次记载填报期开启之前：未核对其填报时间。",
                    $"{_unopened} reports stand before the first opening of any period: their times were not "
                        + "checked."));
        }
    }

    public void Check(long index, ILogEntry entry)
    {
        switch (entry)
        {
            case TargetEntry target:
                _owed.Take(_lastPublication = index, target.Target);
                break;
            case UnitEntry:
                _lastPublication = index;
                break;
            case PeriodEntry period:
                Put(index, period, Of(period.Period.Code));
                break;
            case PeriodOpenedEntry opened:
                Open(index, opened, Of(opened.Period));
                break;
            case PeriodClosedEntry closed:
                Close(index, closed, Of(closed.Period));
                break;
            case ExtensionEntry extension:
                Of(extension.Period).Extensions.Add(extension);
                break;
            case FiledReport filing:
                File(index, filing);
                break;
            case RemarkEntry remark:
                Remark(index, remark, Of(remark.Period));
                break;
            case CertifiedValueEntry certified:
                Certify(index, certified, Of(certified.Period));
                break;
        }
    }

    private void Put(long index, PeriodEntry entry, PeriodState state)
    {
        var period = entry.Period;
        var days = state.Dates is { } before ? period.ClosesOn.DayNumber - before.ClosesOn.DayNumber : 0;
        state.Dates = period;
        Require(
            index, (period.StartsOn, period.EndsOn) == (period.Code.StartsOn, period.Code.EndsOn),
            $"{period.Code} 的起止日与其编码不符",
            $"{period.Code} does not start or end on its days");
        Require(
            index, state.Closed is null,
            $"{period.Code} 关闭后改动了日期",
            $"the dates of {period.Code} are changed after its close");
        if (state.Opened is not { } opened)
        {
            return;
        }

        Require(
            index, period.OpensOn <= DayOf(entry.At, index),
            $"{period.Code} 已开启，开始日却改到以后",
            $"{period.Code} has opened, and is to open later");
        if (days > 0)
        {
            state.Postponed += days;
            Require(
                index, state.Postponed <= opened.PostponeDays,
                $"{period.Code} 的关闭日累计推迟 {state.Postponed} 天，最多 {opened.PostponeDays} 天",
                $"the closing day of {period.Code} is postponed by {state.Postponed} days in all,"
                    + $" {opened.PostponeDays} at most");
            Require(
                index, !string.IsNullOrWhiteSpace(entry.Reason),
                $"推迟 {period.Code} 的关闭日未说明理由",
                $"the closing day of {period.Code} is postponed without a reason");
        }
    }

    private void Open(long index, PeriodOpenedEntry entry, PeriodState state)
    {
        var code = entry.Period;
        RequireService(index, entry.Actor);
        Require(index, state.Opened is null, $"{code} 此前已开启", $"{code} had opened before");
        Require(
            index, entry.LogSize >= 0 && entry.LogSize <= index,
            $"logSize {entry.LogSize} 大于其位置",
            $"its logSize {entry.LogSize} is beyond its own place");
        Require(
            index, _lastPublication < entry.LogSize,
            $"第 {_lastPublication} 条目标或单位在 {code} 开启之前，却未计入",
            $"entry {_lastPublication}, a target or unit, stands before the opening of {code} and is not counted");
        Require(
            index, state.Dates is { } dates && DayOf(entry.At, index) >= dates.OpensOn && entry.DueOn == dates.DueOn,
            $"{code} 的开启早于其开始日，或截止日与当时所定不符", $"{code} opens before its day, or its due day is not the one in force");
        var allowed = _postponeDays.TryGetValue(code.Year, out var first) ? first : entry.PostponeDays;
        Require(
            index, entry.PostponeDays == allowed && allowed is >= 0 and <= MostPostponeDays,
            $"可推迟天数 {entry.PostponeDays} 与本年首次开启所定不符，或过大",
            $"its postponeDays {entry.PostponeDays} are not those of the year's first opening, or too many");
        _postponeDays.TryAdd(code.Year, entry.PostponeDays);
        state.Opened ??= (index, entry.DueOn, allowed);
    }

    private void Close(long index, PeriodClosedEntry entry, PeriodState state)
    {
        var code = entry.Period;
        RequireService(index, entry.Actor);
        Require(index, state.Closed is null, $"{code} 此前已关闭", $"{code} had closed before");
        Require(
            index, entry.LogSize <= index,
            $"logSize {entry.LogSize} 大于其位置",
            $"its logSize {entry.LogSize} is beyond its own place");
        Require(index, entry.LogSize > state.Opened?.Index, $"{code} 尚未开启", $"{code} had not opened");
        Require(
            index, state.LastFiling < entry.LogSize,
            $"第 {state.LastFiling} 条填报在 {code} 关闭之前，却未计入",
            $"entry {state.LastFiling}, a report, stands before the close of {code} and is not counted");
        var day = DayOf(entry.At, index);
        var isTime = entry.Cause switch
        {
            CloseCause.WindowEnded => day > state.Dates?.ClosesOn,
            CloseCause.Overdue => day >= state.Opened?.DueOn.AddDays(PeriodMarks.DaysToIssue),
            _ => false,
        };
        Require(
            index, isTime,
            $"{code} 的关闭（{CauseOf(entry)}）不在其日",
            $"the close of {code} ({CauseOf(entry)}) is not on its day");
        state.Closed ??= index;
    }

    private void File(long index, FiledReport filing)
    {
        if (_postponeDays.Count == 0)
        {
            _unopened++; // a log of before openings were recorded; once there are some, nothing is filed without
            return;
        }

        var (code, state) = (filing.Period, Of(filing.Period));
        var day = filing.Day;
        if (!_owed.Owe(filing.TargetId, code, state.Opened?.Index))
        {
            Require(index, false, $"{filing.TargetId} 就 {code} 不需填报", $"{filing.TargetId} owes no report for {code}");
        }

        if (filing.UnderExtension)
        {
            Require(
                index, state.Closed is not null,
                $"填报称属于延期，而 {code} 尚未关闭",
                $"the report is said to be under an extension, and {code} had not closed");
            Require(
                index,
                state.IsExtended(filing.Unit, filing.TargetId, day),
                $"{filing.Unit} 在 {day:yyyy-MM-dd} 没有 {code} 的延期",
                $"{filing.Unit} had no extension for {code} on {day:yyyy-MM-dd}");
            RequireTimeliness(index, filing, Timeliness.OnTime);
            return;
        }

        state.LastFiling = index;
        RequireTimeliness(index, filing, state.TimelinessOf(filing, day));
        if (state is { Opened: not null, Closed: null, Dates: { } dates } && dates.IsOpenOn(day))
        {
            return; // nearly all are: no text is made for them
        }

        Require(index, state.Opened is not null, $"填报在 {code} 开启之前", $"the report stands before the opening of {code}");
        Require(
            index, state.Closed is null,
            $"填报在 {code} 关闭之后，而不属于延期",
            $"the report stands after the close of {code}, and under no extension");
        Require(
            index, state.Dates?.IsOpenOn(day) == true,
            $"填报于 {day:yyyy-MM-dd}，不在 {code} 的填报期内",
            $"the report was taken on {day:yyyy-MM-dd}, outside of the window of {code}");
    }

    // While the unit can answer it by a revision.
    private void Remark(long index, RemarkEntry remark, PeriodState state)
    {
        var day = DayOf(remark.At, index);
        Require(
            index,
            (state is { Opened: not null, Closed: null, Dates: { } dates } && dates.IsOpenOn(day))
                || state.IsExtended(remark.Unit, remark.TargetId, day),
            $"意见提出于 {day:yyyy-MM-dd}，{remark.Unit} 当日已不能填报 {remark.Period}",
            $"the remark was made on {day:yyyy-MM-dd}, when {remark.Unit} could no longer file for {remark.Period}");
    }

    private void Certify(long index, CertifiedValueEntry certified, PeriodState state)
    {
        var code = certified.Period;
        Require(index, state.Opened is not null, $"认定在 {code} 开启之前", $"the value stands before the opening of {code}");
        Require(
            index, certified.Late == state.Closed is not null,
            $"late 为 {certified.Late}，与 {code} 的关闭不符",
            $"its late is {certified.Late}, which the close of {code} does not bear out");
        Require(
            index, _owed.Owe(certified.TargetId, code, state.Opened?.Index),
            $"{certified.TargetId} 就 {code} 不需填报",
            $"{certified.TargetId} owes no report for {code}");
        state.LastFiling = certified.Late ? state.LastFiling : index;
    }

    private void RequireTimeliness(long index, FiledReport filing, Timeliness? expected) => Require(
        index, expected is null || filing.Timeliness == expected,
        "timeliness 与截止日、延期和首次填报不符",
        "its timeliness does not follow from the due day, the extensions and the first filing");

    private static string CauseOf(PeriodClosedEntry entry) =>
        JsonNamingPolicy.CamelCase.ConvertName(entry.Cause.ToString());

    private void RequireService(long index, string actor) =>
        Require(index, actor == Service, $"由 {actor} 而非系统记载", $"it is by {actor}, not by the service");

    private void Require(long index, bool holds, string zh, string en)
    {
        if (!holds)
        {
            findings.AddDamage(index, In($"第 {index} 条：{zh}。", $"entry {index}: {en}."));
        }
    }

    private Text In(string zh, string en) => new(_log.Zh + zh, _log.En + en);

    // A time that cannot be read is told, and then earlier than any day.
    private DateOnly DayOf(string at, long index)
    {
        var isRead = UtcText.TryParse(at, out var instant);
        Require(index, isRead, $"时间 {at} 不合格式", $"its time {at} does not have its form");
        return isRead ? ShanghaiDate.Of(instant) : DateOnly.MinValue;
    }

    private PeriodState Of(Period code) => CollectionsMarshal.GetValueRefOrAddDefault(_periods, code, out _) ??= new();
}
