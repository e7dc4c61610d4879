using System.Text.Json.Serialization;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Reports.Reading;

/// <summary>What every report on a period says first: which period, up to when,
/// and the two log heads it was computed from.</summary>
internal record PeriodHead(
    [property: JsonPropertyOrder(-1)] Period Period,
    [property: JsonPropertyOrder(-1)] string Title,
    [property: JsonPropertyOrder(-1)] DateOnly CutOff,
    [property: JsonPropertyOrder(-1)] string? DataAsOf,
    [property: JsonPropertyOrder(-1)] bool Released,
    [property: JsonPropertyOrder(-1)] string? ReleasedAt,
    [property: JsonPropertyOrder(-1)] PeriodMarks Marks,
    [property: JsonPropertyOrder(-1)] string Scheme,
    [property: JsonPropertyOrder(-1)] IReadOnlyList<LogHead> Logs,
    [property: JsonPropertyOrder(-1)] IReadOnlyList<SchemeColour> Colours)
{
    public static PeriodHead Of(PeriodView view, string title) => new(
        view.Government.Period.Code, $"{view.Government.Period.Code.ToChinese()}{title}", view.Government.Period.EndsOn,
        view.DataAsOf,
        view.IsReleased, view.Evaluation.ReleasedAt, view.Government.Marks, view.Evaluation.Scheme,
        [view.Government.Log, view.Evaluation.Log], view.Palette.Colours);
}
