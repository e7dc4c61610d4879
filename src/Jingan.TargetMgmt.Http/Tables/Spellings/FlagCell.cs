using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Tables.Spellings;

/// <summary>Yes or no in a cell: TRUE, FALSE, 是, 否, or a tick.</summary>
public static class FlagCell
{
    private static readonly HashSet<string> Yes = ["true", "是", "✓", "✔", "√", "☑", "对勾"], No = ["false", "否"];

    /// <summary>Yes or no, or what is to be written instead.</summary>
    public static (bool? Flag, Text? Fault) Read(TableCell cell)
    {
        var text = PlainForm.Of(cell.Text).ToLowerInvariant();
        return cell.Fault is { } fault ? (null, fault)
            : Yes.Contains(text) ? (true, null)
            : No.Contains(text) ? (false, null)
            : (null, PlainForm.Found(
                cell.Text, "须为 true 或 false（是、否也可），或留空", "write true or false (是, 否), or nothing"));
    }
}
