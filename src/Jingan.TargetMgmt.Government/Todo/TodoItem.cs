using System.Globalization;
using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Government.Calendar;

namespace Jingan.TargetMgmt.Government.Todo;

/// <summary>What kind of thing is to be done.</summary>
internal enum TodoKind
{
    /// <summary>A report is owed: the unit files it, or saves a draft of it.</summary>
    Report,

    /// <summary>Drafts wait for somebody who signs for the unit.</summary>
    Sign,

    /// <summary>The office's remark on a report waits for a revision that answers it.</summary>
    AnswerRemark,

    /// <summary>Another unit waits for this one, and for its answer.</summary>
    AnswerWaiting,

    /// <summary>A value was claimed, and the certifying unit has not said what it was.</summary>
    Certify,

    /// <summary>A unit's request for an extension waits for the office.</summary>
    AnswerExtensionRequest,

    /// <summary>Somebody's access ends soon; the administrator renews it.</summary>
    RenewAccess,

    /// <summary>A closed period waits for its ratings and its evaluation report.</summary>
    Rate,
}

/// <summary>Something that this caller has to do. It follows from what is stored when it is asked for; what is done is
/// not in it.</summary>
/// <param name="What">In words.</param>
/// <param name="Until">The last day, Asia/Shanghai; null where none is set.</param>
/// <param name="Weekday">Its weekday; null where there is no day.</param>
/// <param name="WorkingDaysLeft">Working days from tomorrow until then, that day included; negative once it is past,
/// null where there is no day.</param>
/// <param name="Link">Where it is done, below the service's address.</param>
/// <param name="Draft">Who saved a draft of it, and when; null where there is none.</param>
/// <param name="Count">How many it is about; null for a single one.</param>
internal sealed record TodoItem(
    TodoKind Kind, string What, DateOnly? Until, DayOfWeek? Weekday, int? WorkingDaysLeft, string Link, Period? Period,
    TargetId? TargetId, UnitCode? Unit, string? Draft, long? Count)
{
    /// <summary>The order of a list, most urgent first, and its cursor.</summary>
    [JsonIgnore]
    public string Key => string.Create(
        CultureInfo.InvariantCulture,
        $"{Until ?? DateOnly.MaxValue:yyyy-MM-dd}/{(int)Kind}/{Period}/{TargetId}/{Link}");
}

/// <summary>Counts to a day.</summary>
internal sealed class TodoDays(WorkingDays calendar, DateOnly today)
{
    private readonly Dictionary<DateOnly, int> _left = [];

    public TodoItem Of(
        TodoKind kind, Text what, DateOnly? until, string link, Period? period = null, TargetId? target = null,
        UnitCode? unit = null, string? draft = null, long? count = null) => new(
        kind, what.Current, until, until?.DayOfWeek, until is { } day ? Left(day) : null, link, period, target, unit,
        draft, count);

    /// <summary>Working days after today up to a day; those since, below zero, when it is past.</summary>
    public int Left(DateOnly until)
    {
        if (!_left.TryGetValue(until, out var left))
        {
            var (from, to) = until < today ? (until, today) : (today, until);
            var days = Enumerable.Range(1, to.DayNumber - from.DayNumber)
                .Count(n => calendar.IsWorked(from.AddDays(n)));
            _left[until] = left = until < today ? -days : days;
        }

        return left;
    }
}
