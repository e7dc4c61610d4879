using Jingan.TargetMgmt.Http.Requests;

namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>Whether a person sees a sheet (ECMA-376 Part 1, 18.18.68).</summary>
public enum XlsxSheetState
{
    Visible,

    /// <summary>A person can make it visible.</summary>
    Hidden,

    /// <summary>Only a program can.</summary>
    VeryHidden,
}

/// <summary>A sheet of a workbook.</summary>
public sealed record XlsxSheet(string Name, XlsxSheetState State);

/// <summary>The sheets of a workbook in their order, or why there are none.</summary>
/// <param name="Sheets">Empty where the file is refused.</param>
/// <param name="Refusal">Null where it is not.</param>
public sealed record XlsxSheets(IReadOnlyList<XlsxSheet> Sheets, Problem? Refusal);
