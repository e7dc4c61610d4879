using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>Whom a table is for: people, who open it in a spreadsheet and want to know up to when it tells, or a
/// program, for which its first line are the headings, and shares and instants are as JSON has them.</summary>
internal sealed class CsvFor
{
    public static readonly CsvFor People = new();
    public static readonly CsvFor Program = new();

    private CsvFor()
    {
    }

    public bool IsPeople => this == People;

    /// <summary>Reads <c>?for=</c>; gives what is wrong with it, or null.</summary>
    public static Problem? TryRead(string? asked, out CsvFor reader)
    {
        reader = asked == "program" ? Program : People;
        return asked is null or "people" or "program"
            ? null
            : Problem.Invalid("/for", new(
                $"收到“{RefusedValueException.Quote(asked)}”；可填：people（给人看，缺省）、program（给程序读）",
                $"is \"{RefusedValueException.Quote(asked)}\"; write one of people (the default), program"));
    }

    /// <summary>A share, or how far a target is.</summary>
    public object? Share(string? share) => IsPeople ? Percent.Of(share) : share;

    /// <summary>The share of a value to reach; nothing where there is none to show.</summary>
    public object? Share(TargetFigures? figures) => figures is null ? null : Share(figures.Share);

    public object? Instant(string? utc) => IsPeople && utc is not null ? BeijingTime.Of(utc) : utc;

    /// <summary>The answer on a period.</summary>
    public IResult ToResult(
        string fileName, PeriodHead head, IEnumerable<string> header, IEnumerable<IEnumerable<object?>> rows) =>
        ToResult(fileName, head.Title, BeijingTime.CutOffOf(head), header, [.. rows, .. CsvNotes.Of(head, this)]);

    /// <param name="fileName">What it is to be kept as.</param>
    /// <param name="title">What people find above it.</param>
    /// <param name="cutOff">Up to when it tells, likewise.</param>
    /// <param name="header">The headings.</param>
    /// <param name="rows">The rows, and what it was computed from.</param>
    public IResult ToResult(
        string fileName, string title, string cutOff, IEnumerable<string> header,
        IEnumerable<IEnumerable<object?>> rows) => IsPeople
        ? Csv.ToResult(fileName, [title], [[cutOff], [], header, .. rows])
        : Csv.ToResult(fileName, header, rows);
}
