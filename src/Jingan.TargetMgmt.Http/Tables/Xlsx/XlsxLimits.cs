namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>How much of a workbook is taken, beside what <see cref="TableLimits"/> says of the table in it.</summary>
internal static class XlsxLimits
{
    /// <summary>Files in the package that a workbook is: a few for every sheet, and one for every picture.</summary>
    public const int Parts = 5_000;

    /// <summary>Sheets, hidden ones included.</summary>
    public const int Sheets = 1_000;

    /// <summary>Cell formats; no spreadsheet program keeps more than 65,490.</summary>
    public const int Styles = 65_490;

    /// <summary>Merged ranges of a sheet, and likewise its ranges of columns.</summary>
    public const int Ranges = 10_000;

    /// <summary>Cells with something in them: 30 in each of 5,000 rows.</summary>
    public const int Cells = 150_000;

    /// <summary>All texts of a table together, 16 MB in memory.</summary>
    public const int Characters = 8 * 1024 * 1024;

    /// <summary>The longest part that is read, unpacked: a million blank rows with their heights fit in.</summary>
    public const long PartBytes = 128 * 1024 * 1024;

    /// <summary>Tags and texts of a part: the last row of a sheet, and a formatted cell in every row above it, fit
    /// in.</summary>
    public const int Nodes = 4_000_000;

    /// <summary>All parts that are read, unpacked.</summary>
    public const long AllBytes = 160 * 1024 * 1024;

    /// <summary>Bytes unpacked for each byte of the file, once there are more than <see cref="FreeBytes"/>.</summary>
    public const int Ratio = 200;

    /// <summary>What a file may unpack to whatever its ratio: few repetitions do no harm.</summary>
    public const long FreeBytes = 16 * 1024 * 1024;

    /// <summary>The last row and the last column of a sheet (ECMA-376 Part 1, 18.3.1.4 and 18.3.1.73, as Excel takes
    /// them).</summary>
    public const int LastRow = 1_048_576;

    public const int LastColumn = 16_384;
}
