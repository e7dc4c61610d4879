namespace Jingan.TargetMgmt.Http.Tables.Xlsx;

/// <summary>The format codes that a workbook names by number and does not write down
/// (ECMA-376 Part 1, 18.8.30); from 27 on those of Chinese.</summary>
internal static class BuiltInFormats
{
    private const string YearAndMonth = "yyyy\"年\"m\"月\"";
    private const string MonthAndDay = "m\"月\"d\"日\"";
    private const string YearMonthAndDay = "yyyy\"年\"m\"月\"d\"日\"";
    private const string HoursAndMinutes = "上午/下午h\"时\"mm\"分\"";
    private const string HoursMinutesAndSeconds = "上午/下午h\"时\"mm\"分\"ss\"秒\"";

    private static readonly Dictionary<int, NumberFormat> Known = new Dictionary<int, string>
    {
        [1] = "0",
        [2] = "0.00",
        [3] = "#,##0",
        [4] = "#,##0.00",
        [9] = "0%",
        [10] = "0.00%",
        [11] = "0.00E+00",
        [12] = "# ?/?",
        [13] = "# ??/??",
        [14] = "yyyy/m/d",
        [15] = "d-mmm-yy",
        [16] = "d-mmm",
        [17] = "mmm-yy",
        [18] = "h:mm AM/PM",
        [19] = "h:mm:ss AM/PM",
        [20] = "h:mm",
        [21] = "h:mm:ss",
        [22] = "yyyy/m/d h:mm",
        [27] = YearAndMonth,
        [28] = MonthAndDay,
        [29] = MonthAndDay,
        [30] = "m-d-yy",
        [31] = YearMonthAndDay,
        [32] = "h\"时\"mm\"分\"",
        [33] = "h\"时\"mm\"分\"ss\"秒\"",
        [34] = HoursAndMinutes,
        [35] = HoursMinutesAndSeconds,
        [36] = YearAndMonth,
        [37] = "#,##0;-#,##0",
        [38] = "#,##0;[Red]-#,##0",
        [39] = "#,##0.00;-#,##0.00",
        [40] = "#,##0.00;[Red]-#,##0.00",
        [45] = "mm:ss",
        [46] = "[h]:mm:ss",
        [47] = "mm:ss.0",
        [48] = "##0.0E+0",
        [49] = "@",
        [50] = YearAndMonth,
        [51] = MonthAndDay,
        [52] = YearAndMonth,
        [53] = MonthAndDay,
        [54] = MonthAndDay,
        [55] = HoursAndMinutes,
        [56] = HoursMinutesAndSeconds,
        [57] = YearAndMonth,
        [58] = MonthAndDay,
    }.ToDictionary(f => f.Key, f => NumberFormat.Of(f.Value));

    /// <summary>The format of a number; <c>General</c> of one that is none.</summary>
    public static NumberFormat Of(int id) => Known.GetValueOrDefault(id, NumberFormat.General);
}
