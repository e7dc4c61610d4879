using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jingan.TargetMgmt.Contracts.Wire;

/// <summary>What keeps a file that people edit from being the JSON that it should be, and where: lines and places are
/// counted from 1, as editors do, and no name of a type is said.</summary>
public static partial class JsonSlip
{
    /// <summary>The slip behind a failure to read a file; where there is none, what the innermost failure says.
    /// </summary>
    public static Text Of(Exception failure)
    {
        var said = failure.GetBaseException().Message;
        return In(failure) is { } slip ? Of(slip) : new(said, said);
    }

    /// <summary>The slip behind a failure; null where there is none.</summary>
    public static JsonException? In(Exception? failure) =>
        failure as JsonException ?? (failure is null ? null : In(failure.InnerException));

    private static Text Of(JsonException slip)
    {
        var (line, place) = (slip.LineNumber + 1, slip.BytePositionInLine + 1);
        var (zh, en) = line is null ? ("", "") : ($"第 {line} 行第 {place} 字节：", $"line {line}, byte {place}: ");
        var (what, where) = (Where().Replace(slip.Message, ""), slip.Path is { Length: > 1 } path ? path[1..] : "");
        return slip is RefusedValueException refused
                ? new($"{zh}{where} {refused.Reason.Zh}", $"{en}{where} {refused.Reason.En}")
            : WrongValue().IsMatch(what)
                ? new($"{zh}{where} 的值不是所需的", $"{en}{where} has a value that does not belong there")
            : Missing().Match(what) is { Success: true } lacks
                ? new($"{zh}{where} 缺少 {lacks.Groups[1]}", $"{en}{where} lacks {lacks.Groups[1]}")
            : Unknown().Match(what) is { Success: true } unknown
                ? new($"{zh}没有成员 '{unknown.Groups[1]}'", $"{en}there is no member '{unknown.Groups[1]}'")
            : line is not null && (slip.Path is null || slip.InnerException is JsonException)
                ? new($"{zh}不是 JSON（{what}）", $"{en}not JSON: {what}")
            : new($"{zh}{where} {what}".Trim(), $"{en}{where} {what}".Trim());
    }

    // The reader's and the serializer's own way of saying where.
    [GeneratedRegex(@"\s*(Path: \S+ \| )?LineNumber: .*$", RegexOptions.Singleline)]
    private static partial Regex Where();

    [GeneratedRegex("^The JSON value could not be converted to ")]
    private static partial Regex WrongValue();

    [GeneratedRegex("^JSON deserialization for type .* missing required properties including: ?(.*?)\\.?$")]
    private static partial Regex Missing();

    [GeneratedRegex("^The JSON property '(.*)' could not be mapped to any .NET member")]
    private static partial Regex Unknown();
}
