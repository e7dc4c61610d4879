using System.Text.RegularExpressions;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Tables.Spellings;

/// <summary>A text in a cell, as it stands there.</summary>
/// <remarks>Texts are made harmless where a table is written, not where one is read: a line that begins with a dash is
/// a line. What an export put in front of one is taken away again.</remarks>
public static partial class TextCell
{
    /// <summary>The text, or what is to be written instead.</summary>
    public static (string? Text, Text? Fault) Read(TableCell cell) =>
        cell.Fault is { } fault ? (null, fault)
        : IsFormula(cell.Text) ? (null, PlainForm.Found(cell.Text,
            "是公式；请写出其结果（文字确以 = + - @ 开头的，前面加一个 '）",
            "is a formula; write its result (a text that does begin with = + - @ gets a ' in front)"))
        : (FormulaMark.TakenOff(cell.Text), null);

    /// <summary>A code, a unit of measure, anything without a sentence in it: in plain signs, without space around it.
    /// </summary>
    public static (string? Text, Text? Fault) ReadCode(TableCell cell) => Read(cell) switch
    {
        ({ } text, _) => (PlainForm.Of(text), null),
        var refused => refused,
    };

    // =1, @SUM(A1), -2+cmd|' /C calc'!A0: what was meant to be calculated, or to do harm. A bullet is neither.
    private static bool IsFormula(string text) =>
        text.TrimStart('\t', '\r') is ['=', ..]
        || (text is ['+' or '-' or '@' or '\t' or '\r', ..] && Call().IsMatch(text));

    [GeneratedRegex(@"^[-+@\t\r]+[A-Za-z_.]+\(|[A-Za-z]\|.*![A-Za-z$]",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Call();
}
